"""Whose acts count for whom after groups split, merge, rename, absorb, dissolve and form again."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.group_lineage import (
    CountedActs,
    CountRule,
    LineageFacts,
    LineageKind,
    acts_counted_for,
    groups_credited,
    may_record,
)

A, B, C, D, E = (UUID(int=n) for n in range(1, 6))
FIRST = date(2025, 1, 1)
SPRING, AUTUMN = date(2025, 4, 1), date(2025, 10, 1)


def event(
    kind: LineageKind,
    before: set[UUID],
    after: set[UUID],
    *,
    on: date = SPRING,
    rule: CountRule = CountRule.FOLLOW_ALL,
    main: UUID | None = None,
) -> LineageFacts:
    return LineageFacts(
        kind=kind,
        on=on,
        count_rule=rule,
        from_groups=frozenset(before),
        to_groups=frozenset(after),
        main=main,
    )


SPLIT = event(LineageKind.SPLIT, {A}, {B, C})


def test_after_a_split_the_old_acts_count_for_every_successor() -> None:
    assert acts_counted_for(B, [SPLIT]) == {CountedActs(B, None), CountedActs(A, SPRING)}
    assert acts_counted_for(C, [SPLIT]) == {CountedActs(C, None), CountedActs(A, SPRING)}
    assert acts_counted_for(A, [SPLIT]) == {CountedActs(A, None)}


def test_after_a_split_the_old_acts_may_follow_one_successor_or_none() -> None:
    one = event(LineageKind.SPLIT, {A}, {B, C}, rule=CountRule.FOLLOW_SUCCESSOR, main=C)
    assert acts_counted_for(B, [one]) == {CountedActs(B, None)}
    assert acts_counted_for(C, [one]) == {CountedActs(C, None), CountedActs(A, SPRING)}
    stop = event(LineageKind.SPLIT, {A}, {B, C}, rule=CountRule.STOP)
    assert acts_counted_for(C, [stop]) == {CountedActs(C, None)}


def test_acts_are_followed_through_a_rename_and_a_merge() -> None:
    rename = event(LineageKind.RENAME, {A}, {B})
    merge = event(LineageKind.MERGE, {B, C}, {D}, on=AUTUMN)
    assert acts_counted_for(D, [merge, rename]) == {
        CountedActs(D, None),
        CountedActs(A, SPRING),
        CountedActs(B, AUTUMN),
        CountedActs(C, AUTUMN),
    }


def test_acts_laid_to_a_name_after_the_group_left_it_do_not_follow() -> None:
    assert groups_credited(A, SPRING - timedelta(days=1), [SPLIT]) == {A, B, C}
    assert groups_credited(A, SPRING, [SPLIT]) == {A}


def test_a_group_that_formed_again_under_its_old_name_is_followed_only_once() -> None:
    away = event(LineageKind.RENAME, {A}, {B})
    back = event(LineageKind.RENAME, {B}, {A}, on=AUTUMN)
    assert acts_counted_for(A, [away, back]) == {CountedActs(A, None), CountedActs(B, AUTUMN)}
    assert groups_credited(A, FIRST, [away, back]) == {A, B}


def test_two_events_of_one_day_are_two_steps() -> None:
    steps = [event(LineageKind.RENAME, {B}, {C}), event(LineageKind.RENAME, {A}, {B})]
    assert groups_credited(A, FIRST, steps) == {A, B, C}
    assert CountedActs(A, SPRING) in acts_counted_for(C, steps)


@st.composite
def events(draw: st.DrawFn) -> LineageFacts:
    before = draw(st.frozensets(st.sampled_from((A, B, C, D, E)), min_size=1, max_size=2))
    after = draw(st.frozensets(st.sampled_from((A, B, C, D, E)), max_size=3))
    rule = draw(st.sampled_from(CountRule))
    main = draw(st.sampled_from(sorted(after))) if after and rule is CountRule.FOLLOW_SUCCESSOR else None
    return LineageFacts(
        kind=LineageKind.SPLIT,
        on=FIRST + timedelta(days=draw(st.integers(0, 4))),
        count_rule=rule,
        from_groups=before,
        to_groups=after,
        main=main,
    )


@given(
    st.lists(events(), max_size=6),
    st.sampled_from((A, B, C, D, E)),
    st.integers(-1, 5).map(lambda n: FIRST + timedelta(days=n)),
)
def test_counting_forwards_from_an_act_and_backwards_from_a_group_agree(
    story: list[LineageFacts], group: UUID, on: date
) -> None:
    forwards = groups_credited(group, on, story)
    backwards = {
        heir
        for heir in (A, B, C, D, E)
        if any(
            counted.group == group and (counted.before is None or on < counted.before)
            for counted in acts_counted_for(heir, story)
        )
    }
    assert forwards == backwards


@pytest.mark.parametrize(
    "right",
    [
        SPLIT,
        event(LineageKind.SPLIT, {A}, {A, B}),
        event(LineageKind.MERGE, {A, B}, {C}),
        event(LineageKind.RENAME, {A}, {B}),
        event(LineageKind.ABSORB, {A}, {B}),
        event(LineageKind.DISSOLVE, {A}, set(), rule=CountRule.STOP),
        event(LineageKind.RE_FORM, {A}, {B}, rule=CountRule.FOLLOW_SUCCESSOR, main=B),
    ],
)
def test_each_kind_of_event_may_be_recorded(right: LineageFacts) -> None:
    assert may_record(right)


@pytest.mark.parametrize(
    "wrong",
    [
        event(LineageKind.SPLIT, {A}, {B}),
        event(LineageKind.SPLIT, {A, B}, {C, D}),
        event(LineageKind.MERGE, {A}, {B}),
        event(LineageKind.MERGE, {A, B}, {A}),
        event(LineageKind.RENAME, {A}, {A}),
        event(LineageKind.DISSOLVE, {A}, set()),
        event(LineageKind.DISSOLVE, {A}, {B}, rule=CountRule.STOP),
        event(LineageKind.SPLIT, {A}, {B, C}, rule=CountRule.FOLLOW_SUCCESSOR),
        event(LineageKind.SPLIT, {A}, {B, C}, rule=CountRule.FOLLOW_SUCCESSOR, main=D),
        event(LineageKind.SPLIT, {A}, {B, C}, main=B),
    ],
)
def test_an_event_of_the_wrong_shape_is_refused(wrong: LineageFacts) -> None:
    assert not may_record(wrong)
