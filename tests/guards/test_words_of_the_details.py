"""Every detail that is recorded in the trail has a word: pages of the trail show no code of ours for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from vapenvila.web.audit.words_of_the_details import DETAILS, detail_name, detail_value

WEB = Path(__file__).resolve().parents[2] / "src" / "vapenvila" / "web"
NEVER_SHOWN = {"account_hash", "address_hash"}


def _keys(node: ast.AST) -> Iterator[str]:
    """Keys of a dictionary that is written out, and of those it is put together from."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant):
                yield str(key.value)
            elif key is None:
                yield from _keys(value)


def _takes_details(tree: ast.Module) -> dict[str, set[str]]:
    """Functions with `**details`, and the names of their other parameters."""
    return {
        node.name: {a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.args.kwarg and node.args.kwarg.arg == "details"
    }


def details_in(source: str, helpers: dict[str, set[str]]) -> Iterator[str]:
    """Details a source records: what is given as `details=`, kept as `details`, or given to a function with `**details`."""
    tree = ast.parse(source)
    helpers = helpers | _takes_details(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "details":
            yield from _keys(node.value)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == "details" and node.value:
                yield from _keys(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in helpers:
            yield from (k.arg for k in node.keywords if k.arg and k.arg not in helpers[node.func.id])


def _sources() -> list[str]:
    files = [file for file in WEB.rglob("*.py") if "migrations" not in file.parts]
    return [text for file in files if "audit.actions import" in (text := file.read_text(encoding="utf-8"))]


def details_in_the_sources() -> set[str]:
    """Every detail that the sources record."""
    return {key for source in _sources() for key in details_in(source, {})}


def test_every_detail_in_the_sources_has_a_word() -> None:
    found = details_in_the_sources()
    assert len(found) > 60  # the sources are read
    assert found - set(DETAILS) - NEVER_SHOWN == set(), "give it a word in web/audit/words_of_the_details.py"


def test_a_detail_without_a_word_is_found() -> None:
    source = """
def _tell(act: str, **details: object) -> None:
    record(act=act, details={**details, "sneezed": 1})
_tell("door.opened", kicked=True)
details = {"shouted": True}
"""
    assert set(details_in(source, {})) == {"sneezed", "kicked", "shouted"}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "–"),
        ([], "–"),
        (True, "yes"),
        (0, "0"),
        (["kind", None], "kind, –"),
        ({"kind": ["arson", "shooting"]}, "kind arson, shooting"),
        ("01a22b6f-79e1-75e7-8cbb-963a58f00d11", "…58f00d11"),
    ],
)
def test_values_are_read_without_brackets_and_long_identifiers(value: object, told: str) -> None:
    assert detail_value(value) == told


def test_what_an_older_version_recorded_stays_a_code() -> None:
    assert detail_name("kicked") == "kicked"
