"""How results speak: the languages there are, numbers as people write them, and sentences by key."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

from vapenvila.analysis.input_error import InputError

Language = Literal["en", "sv"]


class LanguageError(InputError):
    """The language or the thing counted is not one of those there are sentences for."""


Sentences = Mapping[str, Mapping[Language, str]]
"""Key of a sentence → language → the sentence, with {names} of its values."""


class Phrases:
    """The sentences of one method, by key and language. Call it to have one said."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences: Final = sentences

    def __call__(self, key: str, language: Language, **values: str | int) -> str:
        """The sentence of this key in this language, with its values filled in."""
        return self.sentences[key][check_language(language)].format(**values)


def check_language(language: str) -> Language:
    """The language, if there are sentences in it."""
    for known in get_args(Language):
        if language == known:
            return known  # type: ignore[no-any-return]  # get_args is untyped
    raise LanguageError(
        f"There are no sentences in {language!r}; choose one of {', '.join(get_args(Language))}."
    )


def number(value: float, language: Language, digits: int = 2) -> str:
    """A number with so many decimals, trailing zeros dropped, decimal comma in Swedish. Nothing has no sign."""
    text = f"{value:z.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "sv" else text


def percent(level: float, language: Language) -> str:
    """A confidence level as a number of percent, without the sign."""
    return number(100.0 * level, language, 1)


def p_value_said(value: float, language: Language) -> str:
    """ "p = 0.034", or "p < 0.001" where it is smaller: a p value is never nothing."""
    least = 0.001
    return f"p < {number(least, language, 3)}" if value < least else f"p = {number(value, language, 3)}"
