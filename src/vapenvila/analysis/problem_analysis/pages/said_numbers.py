"""Shares, ranges and whole numbers as the page writes them."""

import math

from vapenvila.analysis.wording import Language, number

_NB = "\u00a0"  # keeps a number and its sign on one line


def share(value: float, language: Language) -> str:
    """ "38 %"; small shares keep two significant digits: "0.052 %"."""
    return f"{_digits(100.0 * value, language)}{_NB}%"


def shares(low: float, high: float, language: Language) -> str:
    """ "29 to 61 %" as "29–61 %"; one number where both are written alike."""
    one, other = _digits(100.0 * low, language), _digits(100.0 * high, language)
    return f"{one}{_NB}%" if one == other else f"{one}–{other}{_NB}%"


def whole(value: int, language: Language) -> str:
    """ "12,345", in Swedish "12 345"."""
    return f"{value:,}".replace(",", _NB) if language == "sv" else f"{value:,}"


def wholes(low: int, high: int, language: Language) -> str:
    """ "120–300", or one number where both are the same."""
    one, other = whole(low, language), whole(high, language)
    return one if low == high else f"{one}–{other}"


def decimals(value: float, language: Language, digits: int = 2) -> str:
    """A number with at most so many decimals."""
    return number(value, language, digits)


def _digits(percent: float, language: Language) -> str:
    if percent == 0.0 or percent >= 9.95:
        return number(percent, language, 0)
    if percent >= 1.0:
        return number(percent, language, 1)
    return number(percent, language, 1 - math.floor(math.log10(percent)))
