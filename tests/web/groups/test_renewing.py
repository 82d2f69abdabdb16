"""Renewing, undoing and withdrawing what was said of a group: nothing is overwritten or kept too long."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import City, build_city
from tests.web.groups.made_up import NOW, TODAY, a_group
from tests.web.groups.saying import GROUND, events, named, said
from vapenvila.rules.roles import Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.renew import renew, say_as_before
from vapenvila.web.groups.actions.withdraw import withdraw
from vapenvila.web.groups.models import GroupName, GroupRelation
from vapenvila.web.groups.queries.as_said import as_said
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.refusals import StatementEndedMeanwhile
from vapenvila.web.groups.sayings import RelationSaying
from vapenvila.web.groups.vocabulary import RelationKind, Strength
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def analyst(city: City) -> User:
    return city.people[Role.POLICE_ANALYST]


def test_a_renewal_takes_the_place_of_the_earlier_statement_and_keeps_it(city: City, analyst: User) -> None:
    group = a_group(city)
    first = said(city, named(group))
    newer = replace(GROUND, source_on=TODAY, source="Group audit 5")
    with acting(programmes=[city.programme.pk]):
        second = renew(
            statement=first,
            saying=named(group, "Hamnfalangen"),
            ground=newer,
            looked_at=False,
            by=analyst,
            at=NOW + timedelta(hours=1),
        )
        first.refresh_from_db()
        assert (first.ended_as, first.text, second.supersedes) == ("superseded", "Hamngruppen", first)
        picture = picture_on(city.programme, on=TODAY, known_at=NOW + timedelta(hours=1))
        assert [seen.shown for seen in picture.groups] == ["Hamnfalangen"]
        before = picture_on(city.programme, on=TODAY, known_at=NOW)
        assert [seen.shown for seen in before.groups] == ["Hamngruppen"]
    assert [act for act, _ in events(city)] == ["group_statement.stated", "group_statement.renewed"]


@pytest.mark.acceptance("T25")
def test_undoing_a_renewal_says_again_what_stood_before_as_a_new_statement(city: City, analyst: User) -> None:
    group = a_group(city)
    first = said(city, named(group))
    with acting(programmes=[city.programme.pk]):
        newer = replace(GROUND, source_on=TODAY)
        wrong = renew(
            statement=first,
            saying=named(group, "Kajen"),
            ground=newer,
            looked_at=False,
            by=analyst,
            at=NOW,
        )
        again = say_as_before(statement=wrong, by=analyst, at=NOW)
        assert isinstance(again, GroupName)
        assert (again.text, again.source_on, again.review_by) == (
            "Hamngruppen",
            GROUND.source_on,
            first.review_by,
        )
        assert GroupName.objects.count() == 3


@pytest.mark.acceptance("S14")
def test_restating_on_the_same_source_never_keeps_a_statement_longer(city: City, analyst: User) -> None:
    group = a_group(city)
    weak = said(city, named(group), replace(GROUND, grade=Grade(Reliability.E, Credibility.POSSIBLE)))
    with acting(programmes=[city.programme.pk]):
        again = renew(statement=weak, saying=named(group), ground=GROUND, looked_at=False, by=analyst, at=NOW)
    assert again.review_by == weak.review_by


def test_two_people_do_not_end_the_same_statement(city: City, analyst: User) -> None:
    row = said(city, named(a_group(city)))
    with acting(programmes=[city.programme.pk]):
        read_before = GroupName.objects.get(pk=row.pk)
        withdraw(statement=row, reason="Mistaken", looked_at=False, by=analyst, at=NOW)
        with pytest.raises(StatementEndedMeanwhile):
            withdraw(statement=read_before, reason="Mistaken too", looked_at=False, by=analyst, at=NOW)
        with pytest.raises(StatementEndedMeanwhile):
            renew(
                statement=read_before,
                saying=as_said(read_before)[0],
                ground=replace(GROUND, source_on=TODAY),
                looked_at=False,
                by=analyst,
                at=NOW,
            )


def test_a_withdrawn_statement_leaves_the_picture_and_says_why_and_by_whom(city: City, analyst: User) -> None:
    row = said(city, named(a_group(city)))
    with acting(programmes=[city.programme.pk]):
        withdraw(statement=row, reason="The source was mistaken", looked_at=False, by=analyst, at=NOW)
        row.refresh_from_db()
        assert (row.ended_as, row.ended_reason, row.ended_by) == (
            "withdrawn",
            "The source was mistaken",
            analyst,
        )
        assert picture_on(city.programme, on=TODAY, known_at=NOW).groups == ()
        with pytest.raises(Refused):
            withdraw(statement=row, reason="Again", looked_at=False, by=analyst, at=NOW)


def _feud(city: City) -> tuple[GroupRelation, RelationSaying]:
    saying = RelationSaying(
        one=a_group(city).pk, other=a_group(city).pk, kind=RelationKind.FEUD, strength=Strength.CLEAR
    )
    row = said(city, saying)
    assert isinstance(row, GroupRelation)
    return row, saying


def test_a_truce_never_takes_the_place_of_the_feud_before_it(city: City, analyst: User) -> None:
    row, saying = _feud(city)
    truce = replace(saying, kind=RelationKind.TRUCE)
    later = replace(GROUND, from_on=GROUND.from_on + timedelta(days=1), source_on=TODAY)
    with acting(programmes=[city.programme.pk]):
        with pytest.raises(Refused, match="with its last day"):
            renew(statement=row, saying=truce, ground=later, looked_at=False, by=analyst, at=NOW)
        ended = replace(GROUND, to_on=GROUND.from_on, source_on=TODAY)
        renew(statement=row, saying=saying, ground=ended, looked_at=False, by=analyst, at=NOW)
        on_that_day = picture_on(city.programme, on=GROUND.from_on, known_at=NOW)
        assert [relation.kind for relation in on_that_day.relations] == ["feud"]


def test_what_was_wrong_from_the_beginning_is_put_right_in_its_place(city: City, analyst: User) -> None:
    row, saying = _feud(city)
    newer = replace(GROUND, source_on=TODAY)
    with acting(programmes=[city.programme.pk]):
        right = replace(saying, kind=RelationKind.TENSION)
        assert renew(statement=row, saying=right, ground=newer, looked_at=False, by=analyst, at=NOW)


def test_a_newer_source_may_move_the_first_day_of_the_same(city: City, analyst: User) -> None:
    row, saying = _feud(city)
    later = replace(GROUND, from_on=GROUND.from_on + timedelta(days=1), source_on=TODAY)
    with acting(programmes=[city.programme.pk]):
        assert renew(statement=row, saying=saying, ground=later, looked_at=False, by=analyst, at=NOW)
