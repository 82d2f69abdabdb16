"""What partners are told of a group: nothing without ground, test and another decider, and no name of anybody."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.memberships.for_partners import a_group_draft
from tests.web.memberships.made_up import ANALYST, OFFICER, a_group, in_police_room
from tests.web.people.made_up import NOW, a_person
from vapenvila.rules.legal_ground import LegalGround, YesNo
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.disclosures.actions.setting_grounds import verify_ground
from vapenvila.web.disclosures.catalogue import ground_called
from vapenvila.web.groups.models import GroupActivity
from vapenvila.web.incidents.refusals import TextNeedsALook
from vapenvila.web.memberships.actions.releasing import (
    refuse_group_statement,
    release_group_statement,
)
from vapenvila.web.memberships.models import GroupStatementDraft
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
CALM = {"identify": YesNo.NO, "harm": YesNo.NO}


@pytest.fixture
def city() -> City:
    return build_city()


def the_ground() -> LegalGround:
    found = ground_called("group_level")
    assert found is not None
    return found


def verified(city: City) -> LegalGround:
    with acting(programmes=[city.programme.pk]):
        verify_ground(
            programme=city.programme, ground=the_ground(), lawyer="Made-up lawyer", on=date(2026, 11, 1),
            by=city.people[Role.PROJECT_LEADER], at=NOW, today=NOW.date(),
        )  # fmt: skip
    return the_ground()


def a_draft_of(city: City, **told: Any) -> GroupStatementDraft:
    return a_group_draft(city, at=NOW, **told)


def released(
    city: City, draft: GroupStatementDraft, *, by: Role = OFFICER, **other: Any
) -> GroupStatementDraft:
    with in_police_room(city, by):
        told = {
            "ground": the_ground(),
            "answers": CALM,
            "reasons": "Made-up reasons",
            "looked_at": False,
            **other,
        }
        return release_group_statement(draft=draft, by=city.people[by], at=NOW, **told)


@pytest.mark.acceptance("S4")
def test_it_leaves_by_ground_test_and_another_person_with_one_event_on_each_side(city: City) -> None:
    verified(city)
    done = released(city, a_draft_of(city))
    with acting(programmes=[city.programme.pk]):
        made = GroupActivity.objects.get()
    assert (done.state, done.statement, made.released_by_act) == ("released", made.pk, done.pk)
    with in_police_room(city):
        room = AuditEvent.objects.get(act="group_draft.released")
        shared = AuditEvent.objects.get(act="group_statement.stated")
    assert (room.room, shared.room) == (city.rooms[AgencyKind.POLICE].pk, None)
    assert shared.details["released_by_act"] == str(done.pk)


def test_nothing_stands_in_the_picture_before_it_is_released(city: City) -> None:
    a_draft_of(city)
    with acting(programmes=[city.programme.pk]):
        assert not GroupActivity.objects.exists()


@pytest.mark.acceptance("S5")
def test_a_ground_that_nobody_has_verified_lets_nothing_out(city: City) -> None:
    with pytest.raises(RefusedError, match="switched off"):
        released(city, a_draft_of(city))


@pytest.mark.parametrize("code", ["authority_civil_facts", "own_task"])
def test_a_ground_that_does_not_reach_every_reader_lets_nothing_out(city: City, code: str) -> None:
    verified(city)
    other = ground_called(code)
    with pytest.raises(RefusedError):
        released(city, a_draft_of(city), ground=other)


@pytest.mark.parametrize("question", ["identify", "harm"])
def test_an_answer_that_stops_the_test_stops_the_release(city: City, question: str) -> None:
    verified(city)
    draft = a_draft_of(city)
    with pytest.raises(RefusedError):
        released(city, draft, answers={**CALM, question: YesNo.YES})
    with in_police_room(city):
        assert GroupStatementDraft.objects.get().state == "draft"


def test_the_author_does_not_decide(city: City) -> None:
    verified(city)
    with pytest.raises(RefusedError, match="does not decide"):
        released(city, a_draft_of(city), by=ANALYST)


def test_it_is_decided_on_once(city: City) -> None:
    verified(city)
    done = released(city, a_draft_of(city))
    with pytest.raises(RefusedError, match="decided on already"):
        released(city, done)


def test_a_refusal_keeps_the_draft_in_the_room_with_its_reason(city: City) -> None:
    draft = a_draft_of(city)
    with in_police_room(city, OFFICER):
        done = refuse_group_statement(
            draft=draft, reason="Too old to help", looked_at=False, by=city.people[OFFICER], at=NOW
        )
        assert (done.state, done.reasons) == ("refused", "Too old to help")
    with acting(programmes=[city.programme.pk]):
        assert not GroupActivity.objects.exists()


def test_a_text_that_reads_like_a_name_waits_for_a_look(city: City) -> None:
    with pytest.raises(TextNeedsALook):
        a_draft_of(city, source="Sagt av Erik Johansson")


@pytest.mark.parametrize("source", ["Note on Fabla Diktkvist, page 2", "Fabla Sagolund and Fabla Diktqvist"])
def test_the_name_of_somebody_registered_never_leaves_however_it_is_spelled(city: City, source: str) -> None:
    a_person(city, given_name="Fabla", surname="Diktqvist")
    with pytest.raises(RefusedError, match="whom this room has registered"):
        a_draft_of(city, source=source)


def test_it_goes_through_the_pages(client: Client, city: City) -> None:
    verified(city)
    group = a_group(city)
    here = {"programme": city.programme.slug}
    city.sign_in(client, ANALYST)
    page = f"{reverse('group-draft-new', kwargs=here)}?group={group.pk}&says=activity"
    assert client.get(page).status_code == 200
    day = timezone.localdate().isoformat()
    form = {"activity": "active", "kind": "unknown", "size_low": "8", "size_high": "12", "from_on": "2026-09-01",
            "date_precision": "day", "source": "Made-up note", "source_on": day, "basis": "intelligence",
            "reliability": "B", "credibility": "2", "nature": "assessment"}  # fmt: skip
    answer = client.post(page, form)
    assert answer.status_code == 302, answer.content.decode()
    draft = answer.headers["Location"]
    text = client.get(draft).content.decode()
    assert "Whoever wrote the draft does not decide on it" in text
    city.sign_in(client, OFFICER)
    test = f"{draft}release/group_level/"
    told = {"q-identify": "no", "q-harm": "yes", "reasons": "Made-up reasons"}
    stopped = client.post(test, told)
    assert (stopped.status_code, "The test stops here" in stopped.content.decode()) == (422, True)
    assert client.post(test, {**told, "q-harm": "no"}).status_code == 302
    assert "Released by" in client.get(draft).content.decode()
    city.sign_in(client, Role.COORDINATOR)
    shown = client.get(reverse("group", kwargs={**here, "group": group.pk})).content.decode()
    assert "Released by the police from their room" in shown


@pytest.mark.acceptance("S1")
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SOCIAL_WORKER])
def test_no_other_agency_opens_a_draft(client: Client, city: City, role: Role) -> None:
    draft = a_draft_of(city)
    city.sign_in(client, role)
    here = {"programme": city.programme.slug}
    for page in (
        reverse("group-drafts", kwargs=here),
        reverse("group-draft", kwargs={**here, "draft": draft.pk}),
    ):
        assert client.get(page).status_code == 403


@pytest.mark.parametrize("change", [{"payload": {}}, {"says": "name"}, {"number": 99}])
def test_the_database_refuses_to_change_what_partners_are_to_be_told(
    city: City, change: dict[str, Any]
) -> None:
    draft = a_draft_of(city)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic(), in_police_room(city):
        GroupStatementDraft.objects.filter(pk=draft.pk).update(**change)


def test_the_database_refuses_a_second_decision_and_a_decision_of_the_author(city: City) -> None:
    draft = a_draft_of(city)
    told = {
        "state": "released",
        "decided_at": NOW,
        "reasons": "x",
        "ground_code": "group_level",
        "statement": draft.pk,
    }
    with pytest.raises(IntegrityError), transaction.atomic(), in_police_room(city):
        GroupStatementDraft.objects.filter(pk=draft.pk).update(decided_by=city.people[ANALYST], **told)
    verified(city)
    done = released(city, draft)
    with pytest.raises(IntegrityError, match="decided on once"), transaction.atomic(), in_police_room(city):
        GroupStatementDraft.objects.filter(pk=done.pk).update(state="refused")
