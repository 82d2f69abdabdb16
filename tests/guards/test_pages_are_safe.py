"""Templates keep to the Content-Security-Policy, and draw only icons that are in the sprite."""

import re
from pathlib import Path

import pytest

from vapenvila.web.site.navigation import ENTRIES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "src/vapenvila/web").glob("*/templates/**/*.html"))
INLINE = re.compile(
    r"""\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|javascript:|<style|<script(?![^>]*\b(src\b|type="application/json"))"""
)
ICON = re.compile(r"""{%\s*icon\s+["']([a-z0-9-]+)["']|icon_name=["']([a-z0-9-]+)["']""")


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT / "src/vapenvila/web"))


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_a_template_has_no_inline_script_or_style(file: Path) -> None:
    assert [found.group(0) for found in INLINE.finditer(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_a_template_draws_only_icons_that_are_copied(file: Path) -> None:
    copied = set((ROOT / "frontend/icons.txt").read_text(encoding="utf-8").split())
    used = {a or b for a, b in ICON.findall(file.read_text(encoding="utf-8"))}
    assert used - copied == set()


@pytest.mark.parametrize("text", ['<p style="x">', '<a onclick="x">', "<style>", "<script>alert()</script>"])
def test_the_guard_sees_what_it_forbids(text: str) -> None:
    assert INLINE.search(text)


def test_the_lock_of_the_browser_libraries_names_no_download_address() -> None:
    assert '"resolved"' not in (ROOT / "frontend/package-lock.json").read_text(encoding="utf-8")


def test_the_menu_draws_only_icons_that_are_copied() -> None:
    copied = set((ROOT / "frontend/icons.txt").read_text(encoding="utf-8").split())
    assert {entry.icon for entry in ENTRIES} - copied == set()
