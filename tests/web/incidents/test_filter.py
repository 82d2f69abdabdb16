"""The filter is written in the address and read back; what cannot be understood is said, never guessed."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.web.incidents.filters import CHOICES, Counts, IncidentFilter, parse_filter

DAYS = st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(
    lambda s: " ".join(s.split())
)


def in_order(field: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the choices of a field, in the order of the vocabulary."""
    values = CHOICES[field].values
    return st.sets(st.sampled_from(values)).map(lambda wished: tuple(v for v in values if v in wished))


@st.composite
def filters(draw: st.DrawFn) -> IncidentFilter:
    """Any filter a person could have chosen."""
    first, last = draw(DAYS), draw(DAYS)
    if first and last and first > last:
        first, last = last, first
    return IncidentFilter(
        first_day=first,
        last_day=last,
        areas=draw(st.sets(st.uuids(), max_size=5).map(lambda s: tuple(sorted(s)))),
        sources=draw(
            st.sets(TEXTS.map(lambda s: s[:40].strip()).filter(bool), max_size=4).map(
                lambda s: tuple(sorted(s))
            )
        ),
        counts=draw(st.sampled_from(["", *Counts.values])),
        hold_due=draw(st.booleans()),
        text=draw(TEXTS),
        **{field: draw(in_order(field)) for field in CHOICES},
    )


@given(filters())
def test_every_filter_reads_back_from_its_address_as_it_was(chosen: IncidentFilter) -> None:
    parsed = parse_filter(QueryDict(chosen.to_query()))
    assert parsed.chosen == chosen
    assert parsed.problems == ()
    assert parsed.chosen.to_query() == chosen.to_query()


@given(st.text(max_size=200))
def test_no_address_whatsoever_makes_the_filter_fall_over(query: str) -> None:
    parsed = parse_filter(QueryDict(query))
    assert parse_filter(QueryDict(parsed.chosen.to_query())).chosen == parsed.chosen


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=yesterday", "“yesterday” is not a day. Write it as year-month-day, for example 2026-03-01."),
        ("kind=tank", "The filter “kind” has no choice “tank”. It was left out."),
        ("area=7", "The area in the address could not be understood. It was left out."),
        (
            "from=2026-03-02&to=2026-03-01",
            "The first day lies after the last day. The two days have been swapped.",
        ),
        ("q=" + "x" * 81, "The search text is longer than 80 characters. Only its beginning is used."),
    ],
)
def test_each_part_that_cannot_be_understood_gets_a_sentence(query: str, sentence: str) -> None:
    assert parse_filter(QueryDict(query)).problems == (sentence,)


def test_one_value_can_be_taken_away_and_the_rest_stays() -> None:
    chosen = parse_filter(QueryDict("kind=shooting&kind=arson&q=torget")).chosen
    assert chosen.without("kinds", "arson").to_query() == "kind=shooting&q=torget"
    assert chosen.without("text").to_query() == "kind=shooting&kind=arson"
