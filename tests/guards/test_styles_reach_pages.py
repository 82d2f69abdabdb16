"""A class that has a style is used on pages that load the style: else facts stand under their names like loose words."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "vapenvila" / "web"
EVERYWHERE = ("site/frame.css", "site/theme.css", "site/fonts.css", "site/print.css", "access/idle.css")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)


def styled(sheet: str) -> set[str]:
    """The classes that a rule of a stylesheet begins with."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    return {
        name for rule in re.split(r"[{},]", plain) for name in re.findall(r"^\s*\.([A-Za-z][\w-]*)", rule)
    }


def templates() -> dict[str, str]:
    """The text of each template by its name."""
    return {
        str(file.relative_to(folder)): file.read_text()
        for folder in WEB.glob("*/templates")
        for file in folder.rglob("*.html")
    }


def sheets() -> dict[str, set[str]]:
    """The classes of each stylesheet of ours by its name."""
    return {
        str(file.relative_to(folder)): styled(file.read_text())
        for folder in WEB.glob("*/static")
        for file in folder.rglob("*.css")
        if "vendor" not in file.parts
    }


def loaded(name: str, texts: dict[str, str]) -> set[str]:
    """The stylesheets that a template and those it extends load."""
    text = texts.get(name, "")
    found = set(re.findall(r"static '([\w/.-]+\.css)'", text))
    for parent in re.findall(r"\{% extends [\"']([^\"']+)", text):
        found |= loaded(parent, texts)
    return found


def pages_of(name: str, texts: dict[str, str], users: dict[str, set[str]]) -> set[str]:
    """The whole pages that show a template: itself, or those that include it."""
    if "{% extends" in texts[name]:
        return {name}
    return {page for user in users[name] - {name} for page in pages_of(user, texts, users)}


def unstyled(texts: dict[str, str], by_sheet: dict[str, set[str]]) -> list[str]:
    """Each class on a page that loads none of the stylesheets that have a style for it."""
    users, homes, found = defaultdict(set), defaultdict(set), []
    for name, text in texts.items():
        for part in re.findall(r"\{% include [\"']([^\"']+)", text):
            users[part].add(name)
    for sheet, classes in by_sheet.items():
        for one in classes:
            homes[one].add(sheet)
    for name, text in texts.items():
        used = {one for value in re.findall(r'class="([^"]*)"', TAG.sub(" ", text)) for one in value.split()}
        for page in pages_of(name, texts, users):
            there = loaded(page, texts) | loaded(name, texts) | set(EVERYWHERE)
            found += [f"{page}: .{one} of {name}" for one in used if one in homes and not homes[one] & there]
    return sorted(set(found))


def test_a_styled_class_is_styled_on_every_page_that_uses_it() -> None:
    texts, by_sheet = templates(), sheets()
    assert len(texts) > 100
    assert len(by_sheet) > 10
    assert unstyled(texts, by_sheet) == []


@pytest.mark.parametrize("head", ["", "{% block head %}{% static 'b/b.css' %}{% endblock %}"])
def test_a_style_left_at_home_is_seen(head: str) -> None:
    texts = {
        "a/page.html": '{% extends "base.html" %}' + head + '{% include "a/part.html" %}',
        "a/part.html": '<dl class="facts {{ more }}"></dl>',
    }
    found = unstyled(texts, {"b/b.css": styled("/* x */ .facts dt { margin: 0; }")})
    assert found == ([] if head else ["a/page.html: .facts of a/part.html"])
