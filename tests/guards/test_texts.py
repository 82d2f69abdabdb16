"""Every text has its Swedish: nothing missing, doubtful or left over, and nothing in the sources that is not in the files."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import polib
import pytest

from vapenvila.web.site import texts


@pytest.mark.parametrize("folder", texts.folders(), ids=lambda folder: folder.name)
def test_the_swedish_texts_are_complete_and_in_step_with_the_sources(folder: Path) -> None:
    assert texts.problems(folder) == []


MARKS = {"gettext", "pgettext", "ngettext", "npgettext", "gettext_lazy", "pgettext_lazy", "_"}


def _said_in_two_ways(files: Iterable[Path]) -> dict[str, set[str]]:
    """English texts with more than one Swedish: Django reads all files as one, so that one of them wins everywhere."""
    said: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for file in files:
        for entry in polib.pofile(str(file)) if file.exists() else ():
            if not entry.obsolete:
                said[entry.msgctxt, entry.msgid] |= {entry.msgstr or str(entry.msgstr_plural)}
    return {english: swedish for (_, english), swedish in said.items() if len(swedish) > 1}


def test_the_same_english_has_the_same_swedish_wherever_it_stands() -> None:
    found = _said_in_two_ways(texts.catalogue(folder) for folder in texts.folders())
    assert found == {}, "translate them alike, or tell them apart by a context"


def test_a_text_that_is_said_in_two_ways_is_found(tmp_path: Path) -> None:
    for name, swedish in (("one.po", "öppet"), ("two.po", "öppen")):
        (tmp_path / name).write_text(f'msgid "open"\nmsgstr "{swedish}"\n', encoding="utf-8")
    assert _said_in_two_ways(tmp_path.glob("*.po")) == {"open": {"öppet", "öppen"}}


def texts_inside_f_strings(source: str) -> list[str]:
    """Marked texts that stand inside an f-string, where GNU gettext does not find them: they would stay English."""
    return [
        f"line {call.lineno}: {ast.unparse(call)}"
        for string in ast.walk(ast.parse(source))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_no_text_hides_from_translation_inside_an_f_string() -> None:
    found = [
        f"{file}: {text}"
        for file in texts.PACKAGE.rglob("*.py")
        for text in texts_inside_f_strings(file.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert texts_inside_f_strings("""x = f"# {gettext('Heading')}: {name}\"""") == [
        "line 1: gettext('Heading')"
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "page.py").write_text('from x import gettext as _\nsay("May not.")\nprint(_("Hello"))\n')
    (tmp_path / "templates" / "page.html").write_text('{% load i18n %}{% translate "Read on" %}')
    return tmp_path


needs_gettext = pytest.mark.skipif(not texts.can_extract(), reason="GNU gettext is not on this machine")


@needs_gettext
def test_texts_of_python_templates_and_rules_are_found(folder: Path) -> None:
    assert {entry.msgid for entry in texts.extract(folder)} == {"May not.", "Hello", "Read on"}


@needs_gettext
def test_a_text_without_swedish_is_reported(folder: Path) -> None:
    texts.make(folder)
    assert f"{folder.name}: no Swedish for “Hello”" in texts.problems(folder)


@needs_gettext
def test_making_again_keeps_the_swedish_and_changes_nothing(folder: Path) -> None:
    file = texts.make(folder)
    assert file is not None
    catalogue = polib.pofile(str(file))
    for entry in catalogue:
        entry.msgstr = f"på svenska: {entry.msgid}"
    catalogue.save()
    texts.make(folder)
    before = file.read_bytes()
    texts.make(folder)
    assert file.read_bytes() == before
    assert texts.problems(folder) == []


@needs_gettext
def test_a_text_that_left_the_sources_is_reported(folder: Path) -> None:
    texts.make(folder)
    (folder / "templates" / "page.html").write_text("")
    assert any("not in the sources" in line and "Read on" in line for line in texts.problems(folder))
