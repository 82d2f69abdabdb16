"""The filtered set: one gate for all views, equal to the rules row by row, closed to other programmes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.incidents.made_up import EVENING, a_count_rule, an_incident
from vapenvila.rules.counting import counts
from vapenvila.rules.incident_state import IncidentState
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.filters import IncidentFilter, parse_filter
from vapenvila.web.incidents.models import Incident, IncidentSource
from vapenvila.web.incidents.queries.counting import count_rules, counted_facts, facts_of_rule
from vapenvila.web.incidents.queries.filtered import filtered_incidents, sorted_by, totals
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


def numbers(city: City, query: str) -> list[int]:
    """Numbers of the incidents that an address shows."""
    with acting(programmes=[city.programme.pk]):
        chosen = parse_filter(QueryDict(query)).chosen
        return [i.number for i in filtered_incidents(city.programme, chosen, today=TODAY)]


def test_each_part_of_the_filter_chooses_its_rows() -> None:
    city = build_city()
    an_incident(city, kind="shooting", dead=1, place="Torget", state="confirmed")
    an_incident(city, kind="arson", injured_slight=2, weapon="other", when=EVENING + timedelta(days=2))
    an_incident(city, state="hold", hold_review_on=date(2026, 3, 19), motive="debt", precision="block")
    an_incident(city, state="hold", hold_review_on=date(2026, 4, 19), outcome="property")
    assert numbers(city, "") == [2, 4, 3, 1]
    assert numbers(city, "from=2026-03-15") == [2]
    assert numbers(city, "to=2026-03-14") == [4, 3, 1]
    assert numbers(city, "kind=arson") == [2]
    assert numbers(city, "victims=dead&victims=injured") == [2, 1]
    assert numbers(city, "victims=none") == [4, 3]
    assert numbers(city, "hold_due=1") == [3]
    assert numbers(city, "motive=debt&precision=block") == [3]
    assert numbers(city, "outcome=property") == [4]
    assert numbers(city, "weapon=other") == [2]
    assert numbers(city, "q=torg") == [1]
    assert numbers(city, "q=%233") == [3]
    assert numbers(city, "q=99999999999999") == []


def test_a_day_is_the_local_day_of_the_programme() -> None:
    city = build_city()
    an_incident(city, when=datetime(2026, 3, 14, 23, 30, tzinfo=UTC))  # half past midnight in Stockholm
    assert numbers(city, "from=2026-03-15&to=2026-03-15") == [1]
    assert numbers(city, "to=2026-03-14") == []


def test_a_reference_number_finds_its_incident_and_a_source_system_its_own() -> None:
    city = build_city()
    first = an_incident(city)
    an_incident(city)
    with acting(programmes=[city.programme.pk]):
        IncidentSource.objects.create(
            programme=city.programme,
            incident=first,
            source_system="rar",
            source_no="K-77",
            received_at=EVENING,
        )
    assert numbers(city, "q=K-77") == [1]
    assert numbers(city, "source=rar") == [1]
    assert numbers(city, "source=other") == []


def test_a_merged_incident_is_shown_only_as_the_one_it_became() -> None:
    city = build_city()
    kept = an_incident(city)
    an_incident(city, merged_into=kept)
    assert numbers(city, "") == [1]


def test_totals_count_incidents_and_victims_apart_in_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    city = build_city()
    an_incident(city, dead=2, injured_serious=1, injured_unknown=3)
    an_incident(city)
    with acting(programmes=[city.programme.pk]):
        rows = filtered_incidents(city.programme, IncidentFilter(), today=TODAY)
        with django_assert_num_queries(1):
            found = totals(rows)
    assert (found.incidents, found.dead, found.injured, found.more) == (2, 2, 4, False)


def test_rows_are_sorted_as_wished_and_an_unknown_wish_is_newest_first() -> None:
    city = build_city()
    an_incident(city, injured_slight=1)
    an_incident(city, injured_slight=5)
    with acting(programmes=[city.programme.pk]):
        rows = filtered_incidents(city.programme, IncidentFilter(), today=TODAY)
        assert [i.number for i in sorted_by(rows, "-injured")] == [2, 1]
        assert [i.number for i in sorted_by(rows, "number")] == [1, 2]
        assert [i.number for i in sorted_by(rows, "; drop table")] == [2, 1]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["shooting", "explosion", "arson"]),
        st.sampled_from([*State.values, *["confirmed"] * 5]),
        st.sampled_from(
            [date(2019, 6, 1), date(2020, 6, 1), date(2023, 12, 31), date(2024, 1, 1), date(2026, 3, 1)]
        ),
        st.sampled_from([None, 1, 2]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_the_database_counts_exactly_what_the_rule_counts(
    rows: list[tuple[str, str, date, int | None, bool]],
) -> None:
    city = build_city(slug=f"c{rows_id()}")
    a_count_rule(city, version=1, valid_to=date(2025, 12, 31))  # overlaps the next: the later one decides
    a_count_rule(city, version=2, valid_from=date(2024, 1, 1), kinds=["shooting", "arson"])
    with acting(programmes=[city.programme.pk]):
        rules = {rule.version: rule for rule in count_rules(city.programme)}
    kept = an_incident(city)
    for kind, state, day, version, merged in rows:
        an_incident(
            city,
            kind=kind,
            state=state,
            state_reason="No traces.",
            hold_review_on=TODAY,
            when=datetime(day.year, day.month, day.day, 11, tzinfo=UTC),
            count_rule=rules.get(version) if version else None,
            merged_into=kept if merged else None,
        )
    with acting(programmes=[city.programme.pk]):
        facts = [facts_of_rule(rule) for rule in count_rules(city.programme)]
        by_rule = {
            i.number
            for i in Incident.objects.select_related("count_rule")
            if counts(counted_facts(i, city.programme), facts)
        }
        shown = filtered_incidents(city.programme, IncidentFilter(counts="yes"), today=TODAY)
        assert {i.number for i in shown} == by_rule
        hidden = filtered_incidents(city.programme, IncidentFilter(counts="no"), today=TODAY)
        everything = filtered_incidents(city.programme, IncidentFilter(), today=TODAY)
        assert {i.number for i in hidden} == {i.number for i in everything} - by_rule


_made = iter(range(10_000))


def rows_id() -> int:
    """A new number for each invented city of one test."""
    return next(_made)


def test_states_of_the_rules_are_the_states_of_the_register() -> None:
    assert [s.value for s in IncidentState] == State.values


@pytest.mark.acceptance("S1")
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(Role), st.integers(0, 3), st.integers(0, 3))
def test_rows_let_through_by_the_wall_are_those_the_rule_allows(role: Role, here: int, there: int) -> None:
    first, second = build_city(f"a{rows_id()}"), build_city(f"b{rows_id()}")
    for city, amount in ((first, here), (second, there)):
        for _ in range(amount):
            an_incident(city)
    reader: Reader = reader_of(first.people[role].pk)
    with acting(programmes=reader.programmes(today=TODAY)):
        seen = set(Incident.objects.values_list("programme_id", "number"))
    both = {(first.programme.pk, here), (second.programme.pk, there)}
    in_a_programme = {p for p, _ in both if p in reader.programmes(today=TODAY)}
    assert seen == {(p, n) for p, most in both if p in in_a_programme for n in range(1, most + 1)}
    assert all(
        not may(reader, Right.READ_PICTURE, p, today=TODAY) for p, _ in both if p not in in_a_programme
    )
