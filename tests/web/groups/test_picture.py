"""The group picture as it was and as it was known; what is late is in none of it the day after its review date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.groups.made_up import NOW, TODAY, a_group, a_label, a_relation, a_split, activity, an_area
from vapenvila.rules.group_statement import holds_on, was_known
from vapenvila.web.groups.models import GroupName, Statement
from vapenvila.web.groups.picture import GroupPicture
from vapenvila.web.groups.queries.in_sight import holding, known
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.retention.due_days import day_of
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def seen(city: City, *, on: date = TODAY, known_at: datetime = NOW) -> GroupPicture:
    with acting(programmes=[city.programme.pk]):
        return picture_on(city.programme, on=on, known_at=known_at)


def end(city: City, statement: Statement, at: datetime) -> None:
    with acting(programmes=[city.programme.pk]):
        type(statement)._default_manager.filter(pk=statement.pk).update(
            ended_at=at, ended_as="withdrawn", ended_reason="Mistaken"
        )


def test_a_group_shows_its_label_its_aliases_its_areas_and_whether_it_acts(city: City) -> None:
    group, other = a_group(city), a_group(city)
    a_label(city, group, "Hamngruppen")
    a_label(city, group, "Kajen", use="alias")
    an_area(city, group)
    activity(city, group, size_low=8, size_high=14)
    relation = a_relation(city, group, other)
    event = a_split(city, group, other, a_group(city))
    picture = seen(city)
    one = picture.group(group.pk)
    assert one is not None
    assert one.activity is not None
    assert (one.code, one.shown, [a.text for a in one.aliases]) == ("G01", "Hamngruppen", ["Kajen"])
    assert [area.label for area in one.areas] == ["Norra hamnen"]
    assert (one.activity.activity, one.activity.size_low, one.activity.size_high) == ("active", 8, 14)
    assert [said.ground.statement for said in picture.relations_of(group.pk)] == [relation.pk]
    assert [said.ground.statement for said in picture.lineage] == [event.pk]
    assert picture.lineage[0].before == (group.pk,)
    assert [group.shown for group in picture.groups] == ["Hamngruppen", "G02", "G03"]


@pytest.mark.acceptance("S14")
def test_what_is_late_leaves_the_picture_of_groups_the_day_after_its_review_date(city: City) -> None:
    group, other = a_group(city), a_group(city)
    said = a_relation(city, group, other)
    last_moment = datetime(*said.review_by.timetuple()[:3], 22, 59, tzinfo=UTC)  # 23:59 in Stockholm
    assert len(seen(city, on=said.review_by, known_at=last_moment).relations) == 1
    late = seen(city, on=said.review_by, known_at=last_moment + timedelta(minutes=1))
    assert (late.relations, late.groups) == ((), ())


def test_as_it_was_and_as_it_was_known_differ_when_something_is_learned_later(city: City) -> None:
    one, other = a_group(city), a_group(city)
    a_label(
        city, one, "Hamngruppen", recorded_at=NOW - timedelta(days=60), source_on=TODAY - timedelta(days=61)
    )
    learned = NOW - timedelta(days=14)
    a_relation(city, one, other, from_on=date(2026, 9, 1), recorded_at=learned)
    day, then = date(2026, 10, 20), datetime(2026, 10, 20, 21, 0, tzinfo=UTC)
    assert len(seen(city, on=day).relations) == 1  # as it was: we know now that they were in feud
    assert seen(city, on=day, known_at=then).relations == ()  # as it was known: nobody had said so
    assert len(seen(city, on=day, known_at=then).groups) == 1


def test_what_is_withdrawn_later_was_known_until_then(city: City) -> None:
    said = a_label(city, a_group(city), "Hamngruppen")
    end(city, said, NOW - timedelta(days=2))
    assert seen(city).groups == ()
    assert len(seen(city, known_at=NOW - timedelta(days=3)).groups) == 1


def test_a_truce_that_has_ended_is_in_the_picture_of_its_own_days_only(city: City) -> None:
    one, other = a_group(city), a_group(city)
    a_relation(city, one, other, "truce", from_on=date(2026, 3, 1), to_on=date(2026, 3, 31))
    held = [
        len(seen(city, on=on).relations) for on in (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 1))
    ]
    assert held == [0, 1, 0]


def test_where_sources_disagree_the_firmest_is_shown_and_the_others_beside_it(city: City) -> None:
    one, other = a_group(city), a_group(city)
    a_relation(city, one, other, "truce", reliability="C", credibility=3)
    a_relation(city, one, other, "feud", reliability="A")
    activity(city, one, "dormant", reliability="C")
    activity(city, one, "active", reliability="B")
    picture = seen(city)
    relation = picture.relations[0]
    assert (len(picture.relations), relation.kind, relation.disputed) == (1, "feud", True)
    assert [said.kind for said in relation.others] == ["truce"]
    group = picture.group(one.pk)
    assert group is not None
    assert group.activity is not None
    assert (group.activity.activity, group.disputed) == ("active", True)


def test_two_sources_that_agree_are_no_disagreement(city: City) -> None:
    one, other = a_group(city), a_group(city)
    for reliability in ("A", "C"):
        a_relation(city, one, other, reliability=reliability)
        activity(city, one, reliability=reliability)
        a_label(city, one, "Hamngruppen", reliability=reliability)
    picture = seen(city)
    assert [said.disputed for said in picture.relations] == [False]
    assert [group.disputed for group in picture.groups] == [False, False]


def test_another_programme_has_a_picture_of_its_own(city: City) -> None:
    elsewhere = build_city("sommarhamn", "Sommarhamn")
    a_label(elsewhere, a_group(elsewhere), "Fyren")
    a_label(city, a_group(city), "Hamngruppen")
    with acting(programmes=[city.programme.pk, elsewhere.programme.pk]):
        picture = picture_on(city.programme, on=TODAY, known_at=NOW)
    assert [group.shown for group in picture.groups] == ["Hamngruppen"]


def test_the_picture_takes_as_many_questions_for_many_groups_as_for_few(city: City) -> None:
    def asked() -> int:
        with acting(programmes=[city.programme.pk]), CaptureQueriesContext(connection) as queries:
            picture_on(city.programme, on=TODAY, known_at=NOW)
        return len(queries)

    groups = [a_group(city) for _ in range(3)]
    a_label(city, groups[0], "Hamngruppen")
    a_split(city, *groups)
    few = asked()
    for number in range(12):
        group = a_group(city)
        a_label(city, group, f"Grupp {number}")
        an_area(city, group)
        activity(city, group)
        a_relation(city, groups[0], group)
        a_split(city, group, groups[1], groups[2])
    assert (few, asked()) == (7, 7)


days = st.integers(-8, 8).map(lambda n: TODAY + timedelta(days=n))
moments = st.integers(-16, 16).map(lambda n: NOW + timedelta(hours=12 * n))


def test_the_rule_and_the_database_agree_on_what_is_in_sight(city: City) -> None:
    group = a_group(city)
    for first in (-6, 0):
        for last in (None, 0, 4):
            for written in (-6, 0):
                for review in (-3, 0, 3):
                    said = a_label(
                        city,
                        group,
                        "Hamngruppen",
                        from_on=TODAY + timedelta(days=first),
                        to_on=None if last is None else TODAY + timedelta(days=last),
                        recorded_at=NOW + timedelta(days=written),
                        review_by=TODAY + timedelta(days=review),
                    )
                    if first and written:
                        end(city, said, NOW + timedelta(days=2))
    with acting(programmes=[city.programme.pk]):
        rows = {row.pk: row.facts() for row in GroupName.objects.all()}

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
    @given(days, moments)
    def agree(on: date, at: datetime) -> None:
        by_rule = {
            key
            for key, facts in rows.items()
            if was_known(facts, known_at=at, known_on=day_of(at)) and holds_on(facts, on=on)
        }
        with acting(programmes=[city.programme.pk]):
            asked = GroupName.objects.filter(known(at) & holding(on))
            assert set(asked.values_list("pk", flat=True)) == by_rule

    agree()
