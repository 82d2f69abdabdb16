"""Every method says everything in both languages, with the same values; numbers are written as people write them."""

import importlib
import pkgutil
import string

import pytest

from vapenvila import analysis
from vapenvila.analysis.wording import LanguageError, Phrases, number, percent

BOOKS: dict[str, Phrases] = {
    package.name: importlib.import_module(f"vapenvila.analysis.{package.name}.sentences").say
    for package in pkgutil.iter_modules(analysis.__path__)
    if package.ispkg
    and any(m.name == "sentences" for m in pkgutil.iter_modules([f"{analysis.__path__[0]}/{package.name}"]))
}
SENTENCES = sorted((name, key) for name, book in BOOKS.items() for key in book.sentences)
ALIKE = {"p", "n", "–", "Period", "Definition"}  # the same in both languages


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_methods_that_speak_are_found() -> None:
    assert len(BOOKS) >= 13
    assert all(isinstance(book, Phrases) for book in BOOKS.values())


@pytest.mark.parametrize(("method", "key"), SENTENCES, ids=str)
def test_english_and_swedish_say_the_same_things(method: str, key: str) -> None:
    phrase = BOOKS[method].sentences[key]
    assert set(phrase) == {"en", "sv"}
    assert placeholders(phrase["en"]) == placeholders(phrase["sv"])
    assert phrase["en"] != phrase["sv"] or phrase["en"] in ALIKE


def test_swedish_numbers_have_a_decimal_comma() -> None:
    assert number(1.50, "sv") == "1,5"
    assert number(1.50, "en") == "1.5"
    assert number(-0.3, "en", 0) == "0"
    assert percent(0.975, "sv") == "97,5"


def test_a_language_there_are_no_sentences_in_is_refused() -> None:
    with pytest.raises(LanguageError, match=r"There are no sentences in .de.; choose one of en, sv\."):
        Phrases({"one": {"en": "One.", "sv": "En."}})("one", "de")  # type: ignore[arg-type]  # wrong on purpose
