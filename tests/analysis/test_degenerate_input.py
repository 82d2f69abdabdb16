"""Whatever is given, a method answers with a sentence of its own or finite numbers: never nan, infinity or a traceback."""

import json
import re
from collections.abc import Callable
from typing import Protocol, runtime_checkable

import numpy as np
import pytest

from tests.analysis import degenerate_relations
from tests.analysis.degenerate import CALLS as BY_COUNTS
from tests.analysis.degenerate import SERIES
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.wording import Language

CALLS = BY_COUNTS | degenerate_relations.CALLS
_NO_NUMBER = re.compile(r"(?<![\w])-?(nan|inf)(?![\w])")


@runtime_checkable
class Said(Protocol):
    """A result that speaks."""

    def to_dict(self) -> object:
        """For the record."""

    def summary(self, language: Language = "en") -> str:
        """In words."""


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("call", CALLS)
def test_it_gives_a_sentence_or_finite_numbers(call: str, series: str) -> None:
    given = SERIES[series].copy()
    said = _said(CALLS[call], given)
    assert said, "it said nothing"
    for sentence in said:
        assert not _NO_NUMBER.search(sentence), sentence
    np.testing.assert_array_equal(given, SERIES[series], err_msg="the input was changed")


def _said(call: Callable[[Floats], object], given: Floats) -> list[str]:
    """The sentence that refuses, or what is said of a result whose JSON holds finite numbers only."""
    try:
        found = call(given)
    except InputError as refused:
        return [str(refused)]
    if not isinstance(found, Said):
        return [type(found).__name__, *_figures_of(found)]
    return [json.dumps(found.to_dict(), allow_nan=False), found.summary("en"), found.summary("sv")]


def _figures_of(found: object) -> list[str]:
    """The numbers a plain result holds, each in words."""
    held = [getattr(found, name) for name in getattr(found, "__dataclass_fields__", {})]
    given = [np.asarray(one) for one in held if isinstance(one, (np.ndarray, float))]
    return [f"{value:g}" for one in given if one.dtype.kind == "f" for value in np.ravel(one)]


def test_a_missing_month_is_called_missing() -> None:
    with pytest.raises(InputError, match="position 2 is missing or not a number"):
        CALLS["rolling rate"](SERIES["a gap"])


def test_a_word_with_nan_inside_is_no_nan() -> None:
    assert _NO_NUMBER.search("the count is nan.")
    assert _NO_NUMBER.search("from -inf to 3")
    assert not _NO_NUMBER.search("Information of finance: inferred, Nantes")
