"""Both languages say everything, with the same placeholders."""

import string

import pytest

from vapenvila.analysis.small_counts import sentences


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(sentences._PHRASES))
def test_english_and_swedish_say_the_same_things(key: str) -> None:
    phrase = sentences._PHRASES[key]
    assert set(phrase) == {"en", "sv"}
    assert placeholders(phrase["en"]) == placeholders(phrase["sv"])
    assert phrase["en"] != phrase["sv"]


def test_small_numbers_are_words_and_large_ones_digits() -> None:
    assert sentences.counted(0, "shootings", "sv") == "Inga skjutningar"
    assert sentences.counted(1, "victims", "sv") == "Ett offer"
    assert sentences.counted(12, "explosions", "en") == "Twelve explosions"
    assert sentences.counted(13, "incidents", "sv") == "13 händelser"


def test_swedish_numbers_have_a_decimal_comma() -> None:
    assert sentences.number(1.50, "sv") == "1,5"
    assert sentences.number(1.50, "en") == "1.5"
    assert sentences.percent(0.975, "sv") == "97,5"
