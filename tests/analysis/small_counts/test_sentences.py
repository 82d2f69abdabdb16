"""Small numbers are words in both languages."""

from vapenvila.analysis.small_counts import sentences


def test_small_numbers_are_words_and_large_ones_digits() -> None:
    assert sentences.counted(0, "shootings", "sv") == "Inga skjutningar"
    assert sentences.counted(1, "victims", "sv") == "Ett offer"
    assert sentences.counted(12, "explosions", "en") == "Twelve explosions"
    assert sentences.counted(13, "incidents", "sv") == "13 händelser"
