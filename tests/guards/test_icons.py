"""Templates and the menu draw only icons that are in the sprite."""

import re
from pathlib import Path

import pytest

from vapenvila.web.site.navigation import ENTRIES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "src/vapenvila/web").glob("*/templates/**/*.html"))
ICON = re.compile(r"""{%\s*icon\s+["']([a-z0-9-]+)["']|icon_name=["']([a-z0-9-]+)["']""")


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT / "src/vapenvila/web"))


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_a_template_draws_only_icons_that_are_copied(file: Path) -> None:
    copied = set((ROOT / "frontend/icons.txt").read_text(encoding="utf-8").split())
    used = {a or b for a, b in ICON.findall(file.read_text(encoding="utf-8"))}
    assert used - copied == set()


def test_the_menu_draws_only_icons_that_are_copied() -> None:
    copied = set((ROOT / "frontend/icons.txt").read_text(encoding="utf-8").split())
    assert {entry.icon for entry in ENTRIES} - copied == set()


def test_an_icon_that_is_not_copied_is_seen() -> None:
    assert ICON.findall('{% icon "skull" %} {% include "parts/empty.html" with icon_name="bolt" %}') == [
        ("skull", ""),
        ("", "bolt"),
    ]
