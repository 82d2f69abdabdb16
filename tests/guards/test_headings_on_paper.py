"""A heading on paper stands on a line of its own, unless what stands beside it is set off on purpose."""

import re
from pathlib import Path

import pytest

from tests.guards.source_tree import SOURCE

PAPERS = sorted(SOURCE.rglob("*.typ"))
BARE = re.compile(r"^#show heading\.where\(level: (\d)\): *it *=> *text\(", re.MULTILINE)
HEADING = re.compile(r"^ *#?heading\(level: (\d).*\n *(.*)", re.MULTILINE)
SET_OFF = ("#h(", "#v(", "v(", "#block", "text(fill: faint)[", "]")  # a space, or a block of its own


def _running_in(text: str) -> list[str]:
    """What runs into a heading that is shown as bare text."""
    bare = set(BARE.findall(text))
    return [
        after for level, after in HEADING.findall(text) if level in bare and not after.startswith(SET_OFF)
    ]


def test_text_after_a_bare_heading_is_found_and_a_block_is_not() -> None:
    bare = "#show heading.where(level: 1): it => text(it.body)\n#heading(level: 1, w.title)\n#w.how\n"
    assert _running_in(bare) == ["#w.how"]
    assert _running_in(bare.replace("text(it.body)", "block(it.body)")) == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_no_text_runs_into_a_heading(paper: Path) -> None:
    assert _running_in(paper.read_text()) == []
