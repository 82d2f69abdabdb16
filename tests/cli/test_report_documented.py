"""The mappings printed in the how-to are read as they stand."""

import re
from pathlib import Path

import pytest

from tests.guards.source_tree import ROOT
from vapenvila.cli.problem_report.mapping import read_mapping

BLOCKS = re.findall(
    r"```toml\n(.*?)```", (ROOT / "docs/how-to/problem-analysis.md").read_text(encoding="utf-8"), re.S
)


@pytest.mark.parametrize("text", BLOCKS, ids=range(len(BLOCKS)))
def test_a_printed_mapping_is_read_as_it_stands(text: str, tmp_path: Path) -> None:
    file = tmp_path / "mapping.toml"
    file.write_text(text, encoding="utf-8")
    assert read_mapping(file).sections


def test_the_how_to_prints_them() -> None:
    assert len(BLOCKS) == 5
