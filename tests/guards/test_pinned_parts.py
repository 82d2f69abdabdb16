"""Requirements and browser libraries are pinned with hashes and hold no address of an index or registry."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.guards.source_tree import ROOT

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
LOCK = ROOT / "frontend" / "package-lock.json"


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_requirements_are_exact_hashed_and_name_no_index(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(--index-url|--extra-index-url|--find-links|-i )", text, re.MULTILINE)
    parts = [block for block in re.split(r"\n(?=\S)", text) if block.strip() and not block.startswith("#")]
    assert parts
    loose = [block.splitlines()[0] for block in parts if "==" not in block or "--hash=sha256:" not in block]
    assert loose == []


def test_the_lock_of_the_browser_libraries_is_exact_and_names_no_registry() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
    wanted = packages[""].get("dependencies", {}) | packages[""].get("devDependencies", {})
    assert [
        f"{name} {version}" for name, version in wanted.items() if not re.fullmatch(r"[\d.]+(-\S+)?", version)
    ] == []


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_requirements_hold_everything_their_packages_need(file: Path) -> None:
    """They are installed without resolving, so a package left out would be missed at run time only."""
    held = {canonicalize_name(name): extras for name, extras in _held(file)}
    lacking = []
    for name, extras in held.items():
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # of another file, or another system
        for need in map(Requirement, needs):
            wanted = need.marker is None or any(need.marker.evaluate({"extra": e}) for e in ("", *extras))
            if wanted and canonicalize_name(need.name) not in held:
                lacking.append(f"{name} needs {need}")
    assert lacking == []


def _held(file: Path) -> Iterator[tuple[str, list[str]]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        found = re.match(r"([\w.-]+)(?:\[([\w,.-]+)\])?==", line)
        if found:
            yield found[1], (found[2] or "").split(",")
