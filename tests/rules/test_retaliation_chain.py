"""What links two incidents: later answers earlier, never the same, no circles; suggestions with their reason; counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.retaliation_chain import (
    BLIND,
    IncidentFacts,
    Link,
    Pair,
    SideFacts,
    chains,
    may_dismiss,
    may_link,
    may_take_back,
)
from vapenvila.rules.retaliation_suggestion import (
    FeudFacts,
    Reason,
    counts,
    metres_between,
    reason_for,
    suggestions,
)

HOME = uuid4()
NORTH, SOUTH, EAST = (UUID(int=n) for n in (1, 2, 3))
NOBODY: frozenset[UUID] = frozenset()
UNKNOWN = SideFacts()
NONE: frozenset[Pair] = frozenset()
BEGAN = datetime(2026, 1, 1, 20, tzinfo=UTC)


def _side(group: UUID | None = None, link: Link | None = None) -> SideFacts:
    return SideFacts(link or (Link.CONFIRMED if group else Link.UNKNOWN), group)


def _incident(
    number: int, day: float, *, acting: SideFacts = UNKNOWN, hurt: SideFacts = UNKNOWN, **more: object
) -> IncidentFacts:
    at = BEGAN + timedelta(days=day)
    facts = IncidentFacts(
        id=UUID(int=100 + number),
        number=number,
        programme=HOME,
        at=at,
        on=at.date(),
        acting=acting,
        hurt=hurt,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def _says(
    earlier: IncidentFacts, later: IncidentFacts, linked: frozenset[Pair] = NONE, **more: object
) -> str:
    given = {"linked": linked, "dismissed": NONE, "blind": NOBODY, **more}
    return str(may_link(earlier, later, **given).reason)  # type: ignore[arg-type]


FEUD = FeudFacts(frozenset({NORTH, SOUTH}), date(2025, 12, 1), date(2026, 1, 20))
STRUCK = _incident(1, 0, acting=_side(NORTH), hurt=_side(SOUTH))
ANSWER = _incident(2, 5, acting=_side(SOUTH), hurt=_side(NORTH))


def test_a_later_incident_may_be_linked_to_an_earlier_one() -> None:
    assert may_link(STRUCK, ANSWER, linked=NONE, dismissed=NONE, blind=NOBODY)


def test_what_is_never_linked() -> None:
    assert _says(STRUCK, STRUCK) == "An incident never answers itself."
    assert "comes after" in _says(ANSWER, STRUCK)
    assert "comes after" in _says(STRUCK, replace(ANSWER, at=STRUCK.at))
    assert "two programmes" in _says(STRUCK, replace(ANSWER, programme=uuid4()))
    assert "unfounded or merged" in _says(STRUCK, replace(ANSWER, counts=False))
    assert "linked already" in _says(STRUCK, ANSWER, frozenset({(STRUCK.id, ANSWER.id)}))
    assert "dismissed" in _says(STRUCK, ANSWER, dismissed=frozenset({(STRUCK.id, ANSWER.id)}))


def test_links_never_run_in_a_circle_even_after_times_were_corrected() -> None:
    between = _incident(3, 7)
    around = frozenset({(ANSWER.id, between.id), (between.id, STRUCK.id)})
    assert "by way of others" in _says(STRUCK, ANSWER, around)


@pytest.mark.parametrize("blind", [STRUCK.id, ANSWER.id])
def test_whoever_judges_one_of_them_blind_says_nothing_of_the_pair(blind: UUID) -> None:
    assert _says(STRUCK, ANSWER, blind=frozenset({blind})) == BLIND
    told = may_dismiss(STRUCK, ANSWER, reason="No.", linked=NONE, dismissed=NONE, blind=frozenset({blind}))
    assert told.reason == BLIND
    assert may_take_back(withdrawn=False, blind=True).reason == BLIND


def test_a_dismissal_asks_for_a_reason_and_a_link_is_taken_back_first() -> None:
    pair = frozenset({(STRUCK.id, ANSWER.id)})
    for reason, linked, dismissed, word in (
        (" ", NONE, NONE, "Say why"),
        ("No.", pair, NONE, "Take the link back"),
        ("No.", NONE, pair, "dismissed already"),
    ):
        told = may_dismiss(STRUCK, ANSWER, reason=reason, linked=linked, dismissed=dismissed, blind=NOBODY)
        assert not told
        assert word in told.reason
    assert may_dismiss(STRUCK, ANSWER, reason="No.", linked=NONE, dismissed=NONE, blind=NOBODY)


def test_what_is_taken_back_is_taken_back_once() -> None:
    assert may_take_back(withdrawn=False, blind=False)
    assert not may_take_back(withdrawn=True, blind=False)


def test_the_group_that_was_hurt_and_then_acted_is_suggested_whoever_it_struck() -> None:
    (one,) = suggestions([STRUCK, replace(ANSWER, hurt=_side(EAST))], [])
    assert (one.reason, one.sure, one.days, one.metres) == (Reason.HURT_THEN_ACTED, True, 5, None)


def test_a_suspected_side_makes_a_suggestion_that_is_not_sure() -> None:
    (one,) = suggestions([STRUCK, replace(ANSWER, acting=_side(SOUTH, Link.SUSPECTED))], [])
    assert not one.sure


@pytest.mark.parametrize(("day", "found"), [(1, 1), (14, 1), (14.01, 0), (0, 0)])
def test_time_alone_bounds_a_suggestion(day: float, found: int) -> None:
    later = replace(ANSWER, at=BEGAN + timedelta(days=day))
    assert len(suggestions([STRUCK, later], [])) == found


def test_hurt_groups_in_feud_are_suggested_while_nobody_knows_who_acted() -> None:
    later = _incident(2, 5, hurt=_side(NORTH))
    (one,) = suggestions([STRUCK, later], [FEUD])
    assert one.reason is Reason.HURT_IN_FEUD
    assert suggestions([STRUCK, later], []) == []
    assert suggestions([STRUCK, replace(later, acting=_side(EAST))], [FEUD]) == []
    assert suggestions([STRUCK, replace(later, acting=_side(link=Link.NOT_GMI))], [FEUD]) == []


def test_acting_groups_in_feud_are_suggested_while_nobody_knows_who_was_hurt_first() -> None:
    earlier, later = _incident(1, 0, acting=_side(NORTH)), _incident(2, 5, acting=_side(SOUTH))
    (one,) = suggestions([earlier, later], [FEUD])
    assert one.reason is Reason.ACTED_IN_FEUD
    assert suggestions([replace(earlier, hurt=_side(EAST)), later], [FEUD]) == []


def test_a_feud_counts_on_the_day_of_the_later_incident_only() -> None:
    earlier, later = _incident(1, 14, hurt=_side(SOUTH)), _incident(2, 19.5, hurt=_side(NORTH))
    assert suggestions([earlier, later], [FEUD]) == []


def test_time_and_place_alone_suggest_nothing() -> None:
    here = (59.3, 18.0)
    assert suggestions([_incident(1, 0, point=here), _incident(2, 1, point=here)], [FEUD]) == []


def test_metres_leave_out_what_is_farther_and_what_has_no_place() -> None:
    near = (replace(STRUCK, point=(59.3, 18.0)), replace(ANSWER, point=(59.3, 18.01)))
    assert metres_between(*near) == pytest.approx(567.7, abs=1)
    assert len(suggestions(near, [], metres=600)) == 1
    assert suggestions(near, [], metres=500) == []
    assert suggestions([STRUCK, near[1]], [], metres=600) == []


def test_settled_pairs_and_incidents_that_do_not_count_are_not_suggested() -> None:
    assert suggestions([STRUCK, ANSWER], [], settled=frozenset({(STRUCK.id, ANSWER.id)})) == []
    assert suggestions([STRUCK, replace(ANSWER, counts=False)], []) == []


def test_counts_are_strict_wide_and_with_the_unknown_as_bounds() -> None:
    alone = _incident(3, 40, acting=_side(NORTH), hurt=_side(SOUTH))
    unknown = _incident(4, 41)
    rows = [STRUCK, ANSWER, alone, unknown]
    told = counts(rows, [], linked=NONE, dismissed=NONE)
    assert (told.incidents, told.strict, told.wide, told.most) == (4, 0, 1, 2)
    pair = frozenset({(STRUCK.id, ANSWER.id)})
    told = counts(rows, [], linked=pair, dismissed=NONE)
    assert (told.strict, told.wide, told.most) == (1, 1, 2)
    told = counts(rows, [], linked=NONE, dismissed=pair | {(alone.id, unknown.id)})
    assert (told.strict, told.wide, told.most) == (0, 0, 0)


def test_no_link_to_a_group_leaves_nothing_unknown() -> None:
    later = _incident(2, 1, acting=_side(link=Link.NOT_GMI))
    assert counts([STRUCK, later], [], linked=NONE, dismissed=NONE).most == 0


def test_chains_are_what_hangs_together() -> None:
    a, b, c, d, e = (UUID(int=n) for n in range(5))
    assert chains([(a, b), (c, b), (d, e)]) == [frozenset({a, b, c}), frozenset({d, e})]
    assert chains([]) == []


SIDES = st.builds(SideFacts, st.sampled_from(Link), st.sampled_from([None, NORTH, SOUTH, EAST]))
PLACES = st.sampled_from([None, (59.30, 18.0), (59.31, 18.0), (59.40, 18.0)])
ROWS = st.lists(st.tuples(st.floats(0, 60), SIDES, SIDES, PLACES), max_size=12).map(
    lambda told: [_incident(n, day, acting=a, hurt=b, point=at) for n, (day, a, b, at) in enumerate(told)]
)
FEUDS = (FEUD, FeudFacts(frozenset({SOUTH, EAST}), date(2026, 1, 10)))
METRES = st.sampled_from([None, 2_000])


def _pairs_in_time(rows: list[IncidentFacts], days: int) -> list[tuple[IncidentFacts, IncidentFacts]]:
    return [
        (earlier, later)
        for earlier in rows
        for later in rows
        if earlier.at < later.at and later.at - earlier.at <= timedelta(days=days)
    ]


@given(ROWS, st.integers(1, 30), METRES)
def test_the_fast_search_finds_what_looking_at_every_pair_finds(
    rows: list[IncidentFacts], days: int, metres: int | None
) -> None:
    found = {one.pair: one.reason for one in suggestions(rows, FEUDS, days=days, metres=metres)}
    slow = {}
    for earlier, later in _pairs_in_time(rows, days):
        apart = metres_between(earlier, later)
        reason = reason_for(earlier, later, FEUDS)
        if reason and (metres is None or (apart is not None and apart <= metres)):
            slow[earlier.id, later.id] = reason
    assert found == slow


@given(ROWS, st.integers(1, 30), METRES)
def test_at_most_so_many_answer_as_looking_at_every_pair_says(
    rows: list[IncidentFacts], days: int, metres: int | None
) -> None:
    told = counts(rows, FEUDS, linked=NONE, dismissed=NONE, days=days, metres=metres)
    answers = {one.later.id for one in suggestions(rows, FEUDS, days=days, metres=metres)}
    assert told.wide == len(answers)
    for earlier, later in _pairs_in_time(rows, days):
        sides = (earlier.hurt, later.acting)
        near = metres is None or (metres_between(earlier, later) or 0) <= metres
        if near and any(side.is_open for side in sides) and all(side.link != Link.NOT_GMI for side in sides):
            answers.add(later.id)
    assert told.most == len(answers)


@given(ROWS)
def test_strict_wide_and_most_come_in_that_order(rows: list[IncidentFacts]) -> None:
    half = frozenset(one.pair for one in suggestions(rows, [FEUD])[::2])
    told = counts(rows, [FEUD], linked=half, dismissed=NONE)
    assert 0 <= told.strict <= told.wide <= told.most <= told.incidents == len(rows)
