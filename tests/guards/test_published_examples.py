"""Every method is held to a published example, or its page says why there is none (acceptance T39)."""

import ast
import re
from pathlib import Path

import pytest

from tests.guards.source_tree import ROOT, parsed

METHODS = ROOT / "docs" / "methods"
_NONE = re.compile(r"^\*\*No published example:\*\* \S.{20,}\.$", re.MULTILINE)


def pages_held(files: list[Path]) -> set[str]:
    """Pages named by @pytest.mark.published above a test."""
    return {
        str(argument.value)
        for file in files
        for test in ast.walk(parsed(file))
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_")
        for mark in test.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.published")
        for argument in mark.args
        if isinstance(argument, ast.Constant)
    }


def pages_without(folder: Path) -> set[str]:
    """Pages that say why no published example is there."""
    return {page.stem for page in _pages(folder) if _NONE.search(page.read_text(encoding="utf-8"))}


def unheld(folder: Path, files: list[Path]) -> set[str]:
    """Pages that neither a test holds to a published example nor say why not."""
    return {page.stem for page in _pages(folder)} - pages_held(files) - pages_without(folder)


def _pages(folder: Path) -> list[Path]:
    return sorted(page for page in folder.glob("*.md") if page.stem != "README")


def _tests() -> list[Path]:
    return sorted((ROOT / "tests" / "analysis").rglob("test_*.py"))


@pytest.mark.acceptance("T39")
def test_every_method_is_held_to_a_published_example_or_says_why_not() -> None:
    assert unheld(METHODS, _tests()) == set()


@pytest.mark.acceptance("T39")
def test_no_page_says_both_and_no_test_names_a_page_that_is_not_there() -> None:
    held = pages_held(_tests())
    assert held & pages_without(METHODS) == set()
    assert held - {page.stem for page in _pages(METHODS)} == set()
    assert len(held) >= 19


def test_every_method_of_the_table_has_its_page() -> None:
    table = (METHODS / "README.md").read_text(encoding="utf-8")
    assert {page.stem for page in _pages(METHODS)} == set(re.findall(r"\]\(([a-z-]+)\.md\)", table))


def test_a_method_without_either_is_seen(tmp_path: Path) -> None:
    (tmp_path / "averages.md").write_text("# How many?\n\n**No published example:**\n", encoding="utf-8")
    (tmp_path / "sums.md").write_text("# How many in all?\n", encoding="utf-8")
    test = tmp_path / "test_sums.py"
    test.write_text(
        'import pytest\n\n\n@pytest.mark.published("sums")\ndef test_sums(): ...\n', encoding="utf-8"
    )
    assert unheld(tmp_path, [test]) == {"averages"}
    assert unheld(tmp_path, []) == {"averages", "sums"}
