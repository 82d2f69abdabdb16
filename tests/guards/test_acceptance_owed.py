"""A safeguard that the built parts owe has a test that carries its number."""

import ast
from pathlib import Path

from tests.guards.owed import COMING, OWED
from tests.guards.source_tree import ROOT, parsed


def numbers_shown(files: list[Path]) -> set[str]:
    """Numbers given to @pytest.mark.acceptance in the test files."""
    return {
        str(argument.value)
        for file in files
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.acceptance")
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }


def test_every_number_owed_has_a_test() -> None:
    shown = numbers_shown(sorted((ROOT / "tests").rglob("test_*.py")))
    assert {number: what for number, what in OWED.items() if number not in shown} == {}


def test_every_number_is_owed_or_coming_and_never_both() -> None:
    every = {f"S{n}" for n in range(1, 31)} | {f"T{n}" for n in range(1, 43)}
    assert OWED.keys() | COMING.keys() == every
    assert OWED.keys() & COMING.keys() == set()


def test_a_number_that_has_a_test_is_no_longer_coming() -> None:
    shown = numbers_shown(sorted((ROOT / "tests").rglob("test_*.py")))
    assert COMING.keys() & shown == set(), "move it from COMING to OWED"


def test_a_number_without_a_test_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "test_some.py"
    file.write_text(
        'import pytest\n\n\n@pytest.mark.acceptance("S7")\ndef test_it(): ...\n', encoding="utf-8"
    )
    assert numbers_shown([file]) == {"S7"}
