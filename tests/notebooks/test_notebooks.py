"""The notebooks in docs run from top to bottom on the real data and find the published figures; they hold no outputs."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.analysis.real_data import real_data

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
FEWEST = 6


def cells(notebook: Path) -> list[dict[str, object]]:
    """The cells of a notebook."""
    found: list[dict[str, object]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return found


def source(cell: dict[str, object]) -> str:
    lines = cell["source"]
    assert isinstance(lines, list)
    return "".join(lines)


def test_there_are_notebooks_and_each_is_listed() -> None:
    assert len(NOTEBOOKS) >= FEWEST
    listed = set(re.findall(r"\(([\w-]+\.ipynb)\)", (FOLDER / "README.md").read_text(encoding="utf-8")))
    assert listed == {notebook.name for notebook in NOTEBOOKS}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_text_and_code_and_nothing_of_a_run(notebook: Path) -> None:
    first = cells(notebook)[0]
    assert first["cell_type"] == "markdown"
    assert source(first).startswith("# ")
    for cell in cells(notebook):
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)
        assert not re.search(r"(?<![\w.)])/(home|work|tmp|Users|mnt)/", source(cell))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_finds_the_published_figures(
    notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAPENVILA_DATA", os.fspath(real_data("INDEX.md").parent))
    names: dict[str, object] = {}
    for cell in cells(notebook):
        if cell["cell_type"] == "code":
            exec(compile(source(cell), notebook.name, "exec"), names)  # noqa: S102  # our own notebooks
    published, found = names["published"], names["found"]
    assert isinstance(published, dict)
    assert isinstance(found, dict)
    assert set(published) == set(found)
    assert published
    for name, (value, room) in published.items():
        assert found[name] == pytest.approx(value, abs=room), name
