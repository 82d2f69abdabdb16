"""What must hold in every made-up city, whatever its seed."""

import dataclasses
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.made_up_city import Effect, MadeUpCity, SettingError, Size, make_city, settings_for
from vapenvila.analysis.made_up_city.columns import Columns
from vapenvila.analysis.made_up_city.vocabulary import (
    CERTAINTIES,
    CHANGED_FIELDS,
    PRECISIONS,
    RELATION_KINDS,
    STATES,
)

cities = st.builds(
    make_city,
    st.sampled_from([Size.TOWN, Size.CITY]),
    st.integers(0, 2**32),
    until=st.dates(date(2015, 1, 1), date(2032, 12, 31)),
)
quick = settings(max_examples=10, deadline=None)


def ordered(first: np.ndarray, last: np.ndarray) -> bool:
    """Whether no span ends before it begins (open ends count as later)."""
    return bool(np.all(np.isnat(last) | (first <= last)))


@quick
@given(city=cities)
def test_no_incident_lies_outside_the_window_and_nothing_is_reported_before_it_happened(
    city: MadeUpCity,
) -> None:
    incidents, end = city.incidents, np.datetime64(city.last_day, "m") + np.timedelta64(1440, "m")
    true_at = city.truth.incidents.occurred_at
    assert incidents.occurred_from.min() >= np.datetime64(city.first_day, "m")
    assert incidents.reported_at.max() < end
    assert np.all(incidents.occurred_from <= true_at)
    assert np.all(true_at <= incidents.occurred_to)
    assert np.all(incidents.occurred_to <= incidents.reported_at)
    assert np.all(np.diff(incidents.occurred_from.astype(np.int64)) >= 0)


@quick
@given(city=cities)
def test_every_span_is_in_order(city: MadeUpCity) -> None:
    assert ordered(city.groups.active_from, city.groups.active_to)
    assert ordered(city.relations.start, city.relations.end)
    assert ordered(city.supervision.start, city.supervision.end)
    assert ordered(city.programme.support_cases.opened, city.programme.support_cases.closed)
    assert ordered(city.programme.notifications.requested, city.programme.notifications.last_attempt)
    inside = city.people.group >= 0
    assert ordered(city.people.member_from[inside], city.people.member_to[inside])
    assert np.all(np.isnat(city.people.member_from[~inside]))


@quick
@given(city=cities)
def test_everyone_is_an_adult_also_when_joining_and_being_seen(city: MadeUpCity) -> None:
    people = city.people
    eighteen = np.datetime64(city.last_day, "D") - ((people.age.astype(int) - 18) * 365).astype(
        "timedelta64[D]"
    )
    inside = people.group >= 0
    assert people.age.min() >= 18
    assert np.all(people.member_from[inside] >= eighteen[inside])
    assert np.all(city.ties.day >= np.maximum(eighteen[city.ties.a], eighteen[city.ties.b]))
    assert np.all(city.supervision.start >= eighteen[city.supervision.person])


@quick
@given(city=cities)
def test_membership_lies_within_the_life_of_the_group(city: MadeUpCity) -> None:
    inside = city.people.group >= 0
    group = city.people.group[inside]
    assert np.all(city.people.member_from[inside] >= city.groups.active_from[group])
    ended = ~np.isnat(city.groups.active_to[group])
    assert np.all(city.people.member_to[inside][ended] <= city.groups.active_to[group][ended])


@quick
@given(city=cities)
def test_counts_are_never_negative_and_names_and_numbers_are_unique(city: MadeUpCity) -> None:
    incidents = city.incidents
    for victims in (incidents.dead, incidents.serious, incidents.slight):
        assert victims.min() >= 0
    for texts in (incidents.references, city.people.numbers, city.groups.codes, city.areas.names):
        assert len(set(texts)) == len(texts)
    call_ins = city.programme.call_ins
    assert np.all(call_ins.invited >= call_ins.reached)
    assert np.all(call_ins.reached >= call_ins.attended)
    assert np.all(call_ins.attended >= call_ins.stayed)
    assert np.all(city.groups.size_low <= city.groups.size_high)


@quick
@given(city=cities)
def test_groups_quarrel_only_while_they_exist_and_in_a_feud_or_as_an_answer(city: MadeUpCity) -> None:
    truth, groups = city.truth.incidents, city.groups
    between = truth.group_related
    day = truth.occurred_at[between].astype("datetime64[D]")
    for side in (truth.attacker[between], truth.target[between]):
        assert np.all(day >= groups.active_from[side])
        assert np.all(np.isnat(groups.active_to[side]) | (day <= groups.active_to[side]))
    feud = city.relations.kind == RELATION_KINDS.index("feud")
    enemies = set(
        zip(
            groups.root[city.relations.a[feud]].tolist(),
            groups.root[city.relations.b[feud]].tolist(),
            strict=True,
        )
    )
    sides = zip(groups.root[truth.attacker[between]], groups.root[truth.target[between]], strict=True)
    assert all((a, b) in enemies or (b, a) in enemies for a, b in sides)


@quick
@given(city=cities)
def test_an_answer_comes_later_and_turns_the_sides_around(city: MadeUpCity) -> None:
    truth, root = city.truth.incidents, city.groups.root
    answers = np.flatnonzero(truth.parent >= 0)
    parent = truth.parent[answers]
    assert np.all(truth.retaliation[answers])
    assert np.all(truth.occurred_at[answers] >= truth.occurred_at[parent])
    assert np.array_equal(root[truth.attacker[answers]], root[truth.target[parent]])
    assert np.array_equal(root[truth.target[answers]], root[truth.attacker[parent]])


@quick
@given(city=cities)
def test_a_group_stands_in_the_register_exactly_when_it_is_suspected_or_confirmed(city: MadeUpCity) -> None:
    named = (CERTAINTIES.index("suspected"), CERTAINTIES.index("confirmed"))
    incidents = city.incidents
    assert np.array_equal(incidents.attacker >= 0, np.isin(incidents.attacker_certainty, named))
    assert np.array_equal(incidents.target >= 0, np.isin(incidents.target_certainty, named))


@quick
@given(city=cities)
def test_the_register_holds_what_the_last_change_left(city: MadeUpCity) -> None:
    events, incidents = city.classification_events, city.incidents
    held: dict[str, np.ndarray] = {
        "state": incidents.state,
        "event_type": incidents.event_type,
        "attacker_certainty": incidents.attacker_certainty,
        "target_certainty": incidents.target_certainty,
        "victims_dead": incidents.dead,
        "victims_serious": incidents.serious,
    }
    assert set(held) == set(CHANGED_FIELDS)
    for code, field in enumerate(CHANGED_FIELDS):
        changed = events.field == code
        assert np.array_equal(held[field][events.incident[changed]], events.new[changed])
        assert len(np.unique(events.incident[changed])) == changed.sum()
    assert np.all(events.old != events.new)
    assert np.all(events.decided_at > incidents.reported_at[events.incident])
    assert np.all(np.diff(events.decided_at.astype(np.int64)) >= 0)
    assert events.decided_at.max() < np.datetime64(city.last_day, "m") + np.timedelta64(1440, "m")


@quick
@given(city=cities)
def test_a_report_of_nothing_is_never_left_confirmed_for_long(city: MadeUpCity) -> None:
    old = city.incidents.reported_at < np.datetime64(city.last_day, "m") - np.timedelta64(31 * 1440, "m")
    nothing = ~city.truth.incidents.real & old
    assert np.all(city.incidents.state[nothing] == STATES.index("unfounded"))
    assert not np.any(city.incidents.state[city.truth.incidents.real] == STATES.index("unfounded"))


@quick
@given(city=cities)
def test_a_place_is_missing_exactly_where_only_the_area_is_known(city: MadeUpCity) -> None:
    only_area = city.incidents.precision == PRECISIONS.index("area")
    assert np.array_equal(np.isnan(city.incidents.longitude), only_area)
    assert np.array_equal(np.isnan(city.incidents.latitude), only_area)


def test_the_same_seed_gives_the_same_city_and_another_seed_another() -> None:
    one, same, other = (make_city(Size.TOWN, seed) for seed in (7, 7, 8))
    assert one.incidents.references == same.incidents.references
    for name in ("areas", "groups", "lineage", "relations", "people", "supervision", "ties", "incidents"):
        first, second = getattr(one, name), getattr(same, name)
        assert isinstance(first, Columns)
        for column, values in first.columns().items():
            np.testing.assert_array_equal(values, second.columns()[column])
    for name, values in one.programme.notifications.columns().items():
        np.testing.assert_array_equal(values, same.programme.notifications.columns()[name])
    assert not np.array_equal(one.incidents.occurred_from, other.incidents.occurred_from)


def test_a_city_cannot_be_changed_by_mistake() -> None:
    city = make_city(Size.TOWN, 1)
    with pytest.raises(ValueError, match="read-only"):
        city.incidents.dead[0] = 9
    with pytest.raises(dataclasses.FrozenInstanceError):
        city.name = "Another"  # type: ignore[misc]


def test_sizes_come_out_as_promised() -> None:
    town, city, region = (make_city(size, 3) for size in Size)
    assert 200 < len(town.incidents) < 400
    assert (len(town.groups), len(town.people)) == (8, 150)
    assert 1_700 < len(city.incidents) < 2_400
    assert (len(city.groups), len(city.people)) == (25, 900)
    assert len(region.incidents) >= 100_000
    assert (len(region.groups), len(region.people)) == (2_000, 50_000)
    assert len(set(region.incidents.references)) == len(region.incidents)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"branching_ratio": 1.0}, "retaliation never ends"),
        ({"groups": 3}, "at least 2 are needed"),
        ({"people": 0}, "people is 0"),
        ({"group_share": 1.2}, "below 1"),
        ({"effect": Effect(years_before_end=9.0)}, "must start after"),
        ({"effect": Effect(retaliation_ratio=4.0)}, "below 1"),
    ],
)
def test_settings_that_make_no_sense_are_refused_with_a_sentence(
    changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SettingError, match=sentence):
        dataclasses.replace(settings_for(Size.TOWN), **changes)  # type: ignore[arg-type]


def test_a_negative_seed_and_an_effect_of_nothing_are_refused() -> None:
    with pytest.raises(SettingError, match="seed is -1"):
        make_city(Size.TOWN, -1)
    with pytest.raises(SettingError, match="rate_ratio is 0"):
        Effect(rate_ratio=0.0)
    with pytest.raises(SettingError, match="half_life_days"):
        Effect(half_life_days=0.0)


def test_columns_of_different_length_are_refused() -> None:
    supervision = make_city(Size.TOWN, 1).supervision
    with pytest.raises(ValueError, match="differ in length"):
        dataclasses.replace(supervision, person=supervision.person[:-1])


@quick
@given(city=cities)
def test_who_was_struck_strikes_back_at_who_struck_even_after_a_split(city: MadeUpCity) -> None:
    truth, groups = city.truth.incidents, city.groups
    answers = np.flatnonzero(truth.parent >= 0)
    answered = truth.parent[answers]
    for side, other in ((truth.attacker, truth.target), (truth.target, truth.attacker)):
        named, before = side[answers], other[answered]
        gone = groups.active_to[before] < truth.occurred_at[answers].astype("datetime64[D]")
        assert np.all((named == before) | gone)
        assert np.all(groups.root[named] == groups.root[before])
