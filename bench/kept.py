"""Where results are kept: a table to read and its values beside it, both named after the part."""

import json
from collections.abc import Mapping
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def keep(name: str, table: str, values: Mapping[str, object] | None = None) -> None:
    """Write `name`.md, and `name`.json where there are values."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(table.rstrip("\n") + "\n", encoding="utf-8")
    if values is not None:
        text = json.dumps(values, indent=1, ensure_ascii=False)
        (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
