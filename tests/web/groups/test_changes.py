"""A feud that becomes a truce: two statements in one confirmed act, each with its own ground, both or neither."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.groups.made_up import NOW, TODAY, a_group, a_relation, activity
from tests.web.groups.pages import ground
from tests.web.groups.saying import GROUND, events, said
from vapenvila.rules.roles import Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.change import change, change_of
from vapenvila.web.groups.actions.renew import say_as_before
from vapenvila.web.groups.actions.withdraw import withdraw
from vapenvila.web.groups.models import GroupActivity, GroupRelation
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.refusals import StatementEndedMeanwhile
from vapenvila.web.groups.sayings import RelationSaying
from vapenvila.web.groups.vocabulary import RelationKind, Strength
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
LIST = "/p/vinterhamn/groups/"
FIRST_OF_TRUCE = date(2026, 9, 1)
TRUCE = replace(
    GROUND,
    from_on=FIRST_OF_TRUCE,
    source="Made-up outreach note",
    source_on=TODAY,
    grade=Grade(Reliability.C, Credibility.POSSIBLE),
)


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def analyst(city: City) -> User:
    return city.people[Role.POLICE_ANALYST]


def a_feud(city: City) -> tuple[GroupRelation, RelationSaying]:
    """The feud, and the truce that follows it."""
    feud = RelationSaying(
        one=a_group(city).pk, other=a_group(city).pk, kind=RelationKind.FEUD, strength=Strength.CLEAR
    )
    row = said(city, feud)
    assert isinstance(row, GroupRelation)
    return row, replace(feud, kind=RelationKind.TRUCE)


def kinds_on(city: City, day: date) -> list[str]:
    """What the picture says of that day, other sources too."""
    later = NOW + timedelta(minutes=1)
    with acting(programmes=[city.programme.pk]):
        seen = picture_on(city.programme, on=day, known_at=later).relations
    return [one.kind for said in seen for one in (said, *said.others)]


def test_a_feud_that_becomes_a_truce_is_two_statements_in_one_act(city: City, analyst: User) -> None:
    feud, truce = a_feud(city)
    with acting(programmes=[city.programme.pk]):
        both = change(statement=feud, saying=truce, ground=TRUCE, looked_at=False, by=analyst, at=NOW)
        ended, made = both.ended, both.made
        assert (ended.from_on, ended.to_on) == (feud.from_on, FIRST_OF_TRUCE - timedelta(days=1))
        assert (ended.source, ended.source_on, str(ended.grade)) == (feud.source, feud.source_on, "B2")
        assert (ended.review_by, ended.author, ended.supersedes) == (feud.review_by, analyst, feud)
        assert (made.from_on, made.to_on, made.source, str(made.grade)) == (
            FIRST_OF_TRUCE, None, "Made-up outreach note", "C3",
        )  # fmt: skip
        assert (made.author, made.supersedes) == (analyst, None)
        assert made.review_by != ended.review_by
    assert kinds_on(city, FIRST_OF_TRUCE - timedelta(days=1)) == ["feud"]
    assert kinds_on(city, FIRST_OF_TRUCE) == ["truce"]
    assert [act for act, _ in events(city)] == [
        "group_statement.stated", "group_statement.renewed", "group_statement.stated",
    ]  # fmt: skip


def test_both_or_neither(city: City, analyst: User) -> None:
    feud, truce = a_feud(city)
    with acting(programmes=[city.programme.pk]):
        named = replace(TRUCE, source="Samtal med Anna Andersson")
        tomorrow = replace(TRUCE, source_on=TODAY + timedelta(days=1))
        with pytest.raises(TextNeedsALook):
            change(statement=feud, saying=truce, ground=named, looked_at=False, by=analyst, at=NOW)
        with pytest.raises(Refused):
            change(statement=feud, saying=truce, ground=tomorrow, looked_at=False, by=analyst, at=NOW)
        feud.refresh_from_db()
        assert feud.ended_at is None
        assert GroupRelation.objects.count() == 1


def test_a_correction_is_no_change_and_another_pair_neither(city: City, analyst: User) -> None:
    feud, truce = a_feud(city)
    third = a_group(city).pk
    with acting(programmes=[city.programme.pk]):
        same_day = replace(TRUCE, from_on=feud.from_on)
        assert change_of(feud, truce, same_day) is None
        assert change_of(feud, replace(truce, other=third), TRUCE) is None
        with pytest.raises(Refused, match="same groups"):
            change(
                statement=feud, saying=replace(truce, other=third), ground=TRUCE, looked_at=False,
                by=analyst, at=NOW,
            )  # fmt: skip


def test_a_last_day_that_was_said_before_is_not_moved_later(city: City, analyst: User) -> None:
    feud = RelationSaying(
        one=a_group(city).pk, other=a_group(city).pk, kind=RelationKind.FEUD, strength=Strength.CLEAR
    )
    ended = date(2026, 6, 1)
    row = said(city, feud, replace(GROUND, to_on=ended))
    with acting(programmes=[city.programme.pk]):
        meant = change_of(row, replace(feud, kind=RelationKind.TRUCE), TRUCE)
    assert meant is not None
    assert meant.last_day == ended


def test_nobody_changes_what_somebody_else_has_ended(city: City, analyst: User) -> None:
    feud, truce = a_feud(city)
    with acting(programmes=[city.programme.pk]):
        read_before = GroupRelation.objects.get(pk=feud.pk)
        withdraw(statement=feud, reason="Mistaken", looked_at=False, by=analyst, at=NOW)
        with pytest.raises(StatementEndedMeanwhile):
            change(statement=read_before, saying=truce, ground=TRUCE, looked_at=False, by=analyst, at=NOW)
        assert GroupRelation.objects.count() == 1


def test_the_source_of_the_feud_may_be_older_than_the_day_it_ended(city: City, analyst: User) -> None:
    early = replace(GROUND, source_on=date(2026, 6, 15))
    feud = RelationSaying(
        one=a_group(city).pk, other=a_group(city).pk, kind=RelationKind.FEUD, strength=Strength.CLEAR
    )
    row = said(city, feud, early)
    with acting(programmes=[city.programme.pk]):
        both = change(
            statement=row, saying=replace(feud, kind=RelationKind.TRUCE), ground=TRUCE, looked_at=False,
            by=analyst, at=NOW,
        )  # fmt: skip
        assert (both.ended.source_on, both.ended.to_on) == (early.source_on, date(2026, 8, 31))
        again = say_as_before(statement=both.ended, by=analyst, at=NOW)
        back = say_as_before(statement=again, by=analyst, at=NOW)  # and what was ended can be said again
    assert (back.source_on, back.to_on) == (early.source_on, date(2026, 8, 31))


@pytest.mark.parametrize("seen_on", [date(2026, 6, 15), TODAY])
@pytest.mark.parametrize("back", ["", "?back=map"])
def test_the_form_offers_both_steps_and_does_exactly_what_it_showed(
    client: Client, city: City, back: str, seen_on: date
) -> None:
    one, other = a_group(city), a_group(city)
    written = timezone.now() - timedelta(days=3)
    feud = a_relation(city, one, other, source_on=seen_on, recorded_at=written)
    city.sign_in(client, Role.POLICE_ANALYST)
    page = f"{LIST}statements/relation/{feud.pk}/renew/{back}"
    sent = {
        **ground(), "from_on": "2026-09-01", "one": str(one.pk), "other": str(other.pk), "kind": "truce",
        "strength": "clear",
    }  # fmt: skip
    offered = client.post(page, sent)
    assert offered.status_code == 422
    assert "<strong>Feud</strong> gets 2026-08-31 as its last day" in offered.text
    assert "<strong>Truce</strong> is stated from 2026-09-01" in offered.text
    token = offered.context["change"].token
    moved = client.post(page, {**sent, "from_on": "2026-10-01", "as_change": token})  # not what was shown
    assert moved.status_code == 422
    assert "2026-09-30" in moved.text
    done = client.post(page, {**sent, "as_change": token})
    assert done.status_code == 302
    assert done["Location"] == ("/p/vinterhamn/group-map/" if back else f"{LIST}relations/")
    with acting(programmes=[city.programme.pk]):
        standing = GroupRelation.objects.filter(ended_at__isnull=True).order_by("from_on")
        assert [(row.kind, str(row.to_on)) for row in standing] == [("feud", "2026-08-31"), ("truce", "None")]


def test_a_group_that_falls_asleep_is_offered_both_steps_too(client: Client, city: City) -> None:
    group = a_group(city)
    acts = activity(city, group, recorded_at=timezone.now() - timedelta(days=3))
    city.sign_in(client, Role.POLICE_ANALYST)
    page = f"{LIST}statements/activity/{acts.pk}/renew/"
    sent = {**ground(), "from_on": "2026-09-01", "activity": "dormant", "kind": "network"}
    token = client.post(page, sent).context["change"].token
    assert client.post(page, {**sent, "as_change": token}).status_code == 302
    with acting(programmes=[city.programme.pk]):
        standing = GroupActivity.objects.filter(ended_at__isnull=True).order_by("from_on")
        assert [row.activity for row in standing] == ["active", "dormant"]


def test_who_may_not_state_changes_nothing(client: Client, city: City) -> None:
    feud = a_relation(city, a_group(city), a_group(city))
    city.sign_in(client, Role.SOCIAL_WORKER)
    answer = client.post(f"{LIST}statements/relation/{feud.pk}/renew/", {"as_change": "x"})
    assert answer.status_code == 403
