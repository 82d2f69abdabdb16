"""Deciding with owner and due time, reporting back, and who sees whose tasks."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, HOUR, NOW, a_decision, a_held_review, address, at_work, point_about
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.review_decision import may_see_decision
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.reviews.actions.decisions import carry_over, decide_nothing, move_decision, take_back
from vapenvila.web.reviews.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.reviews.models import AgendaItem, ReviewDecision
from vapenvila.web.reviews.queries.decisions import board, visible_decisions
from vapenvila.web.reviews.vocabulary import DecisionState
from vapenvila.web.wall.identifiers import new_id

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def item(city: City) -> AgendaItem:
    incident = an_incident(city, when=NOW - DAY)
    return point_about(a_held_review(city), incident)


def _move(
    city: City, decision: ReviewDecision, role: Role, to: DecisionState, words: str = "Done", version: int = 1
) -> None:
    person = city.people[role]
    with at_work(city):
        move_decision(
            decision=decision.pk,
            to=to,
            words=words,
            version=version,
            reader=reader_of(person.pk),
            by=person,
            at=NOW,
            today=TODAY,
        )


def test_a_decision_ends_its_item_and_takes_an_earlier_no_decision_away(city: City, item: AgendaItem) -> None:
    with at_work(city):
        decide_nothing(item=item.pk, reason="Quiet", by=city.people[Role.COORDINATOR], at=NOW)
        assert AgendaItem.objects.get(pk=item.pk).outcome == "closed"
    decision = a_decision(city, item)
    with at_work(city):
        assert list(item.decisions.all()) == [decision]
        assert AgendaItem.objects.get(pk=item.pk).outcome == "decided"


def test_a_decision_without_owner_or_due_time_cannot_be_stored(city: City, item: AgendaItem) -> None:
    with (
        at_work(city),
        pytest.raises(IntegrityError, match="decision_has_owner_and_due_time"),
        transaction.atomic(),
    ):
        ReviewDecision.objects.create(
            programme=city.programme, item=item, kind="outreach_contact", made_at=NOW
        )


def test_a_decision_taken_back_leaves_the_item_without_an_end(city: City, item: AgendaItem) -> None:
    decision = a_decision(city, item)
    with at_work(city):
        take_back(decision=decision.pk, by=city.people[Role.COORDINATOR], at=NOW)
        assert AgendaItem.objects.get(pk=item.pk).outcome == ""


def test_what_was_decided_stands_when_the_item_is_carried_over(city: City, item: AgendaItem) -> None:
    a_decision(city, item)
    with at_work(city):
        carry_over(item=item.pk, by=city.people[Role.COORDINATOR], at=NOW)
        assert item.decisions.count() == 1
        assert AgendaItem.objects.get(pk=item.pk).outcome == "carried_over"


def test_the_owning_agency_reports_and_another_agency_does_not(city: City, item: AgendaItem) -> None:
    decision = a_decision(city, item, owner=AgencyKind.SOCIAL, role=Role.SOCIAL_WORKER)
    with pytest.raises(RefusedError, match="Only the agency"):
        _move(city, decision, Role.PROBATION_OFFICER, DecisionState.DONE)
    _move(city, decision, Role.SOCIAL_WORKER, DecisionState.DONE, "Both families have been met")
    with at_work(city):
        decision.refresh_from_db()
    assert (decision.state, decision.result, decision.done_at) == ("done", "Both families have been met", NOW)


def test_two_people_reporting_on_one_decision_do_not_overwrite_each_other(
    city: City, item: AgendaItem
) -> None:
    decision = a_decision(city, item)
    _move(city, decision, Role.COORDINATOR, DecisionState.IN_PROGRESS, version=1)
    with pytest.raises(EditedMeanwhileError):
        _move(city, decision, Role.PROJECT_LEADER, DecisionState.CANCELLED, "No longer needed", version=1)


def test_a_closed_decision_is_not_opened_again(city: City, item: AgendaItem) -> None:
    decision = a_decision(city, item)
    _move(city, decision, Role.COORDINATOR, DecisionState.DONE)
    with pytest.raises(RefusedError, match="already closed"):
        _move(city, decision, Role.COORDINATOR, DecisionState.CANCELLED, version=2)


def test_overdue_decisions_lead_the_board_and_closed_ones_come_last(city: City, item: AgendaItem) -> None:
    later = a_decision(city, item, due_at=NOW + DAY)
    late = a_decision(city, item, due_at=NOW - HOUR)
    done = a_decision(city, item, due_at=NOW - DAY)
    _move(city, done, Role.COORDINATOR, DecisionState.DONE)
    reader = reader_of(city.people[Role.COORDINATOR].pk)
    with at_work(city):
        found = board(reader, city.programme, now=NOW, today=TODAY, which="all")
        assert [row.pk for row in found] == [late.pk, later.pk, done.pk]
        overdue = board(reader, city.programme, now=NOW, today=TODAY, which="overdue")
        assert [row.pk for row in overdue] == [late.pk]


# Half of the invented readers hold nothing but own tasks: there the rule and the rows could differ.
roles = st.just(frozenset({Role.COMMUNITY_PARTNER})) | st.frozensets(
    st.sampled_from(list(Role)), min_size=1, max_size=3
)
days = st.sampled_from([None, date(2020, 1, 1), date(2100, 1, 1)])


@given(st.lists(st.tuples(st.sampled_from(list(AgencyKind)), roles, days, st.booleans()), max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rule_and_the_rows_of_the_board_never_differ(
    city: City,
    item: AgendaItem,
    held: list[tuple[AgencyKind, frozenset[Role], date | None, bool]],
) -> None:
    reader = Reader(
        user=new_id(),
        missions=tuple(
            MissionFacts(
                room=city.rooms[kind].pk,
                agency=city.rooms[kind].agency_id,
                agency_kind=kind,
                programme=city.programme.pk if here else new_id(),
                roles=held_roles,
                first_day=date(2019, 1, 1),
                last_day=last_day,
            )
            for kind, held_roles, last_day, here in held
        ),
    )
    owners: dict[UUID, UUID | None] = {}
    with at_work(city):
        ReviewDecision.objects.all().delete()
    for kind in (AgencyKind.CIVIL, AgencyKind.SOCIAL, AgencyKind.POLICE):
        decision = a_decision(city, item, owner=kind)
        owners[decision.pk] = decision.owner_agency_id
    with at_work(city):
        shown = set(visible_decisions(reader, city.programme.pk, today=TODAY).values_list("pk", flat=True))
    told = {
        pk
        for pk, agency in owners.items()
        if may_see_decision(reader, city.programme.pk, owner_agency=agency, today=TODAY)
    }
    assert shown == told


def _report(
    client: Client, city: City, decision: ReviewDecision, to: str, words: str = "", version: int = 1
) -> int:
    to_page = address(city, "decisions", decision.pk)
    return client.post(to_page, {"to": to, "words": words, "version": version}).status_code


def test_the_board_takes_reports_by_a_plain_form(client: Client, city: City, item: AgendaItem) -> None:
    decision = a_decision(city, item)
    city.sign_in(client, Role.COORDINATOR)
    assert _report(client, city, decision, "done") == 422
    assert _report(client, city, decision, "in_progress") == 302
    assert _report(client, city, decision, "done", "Talked with both sides") == 422  # an old page
    assert _report(client, city, decision, "done", "Talked with both sides", version=2) == 302


@pytest.mark.acceptance("S1")
@pytest.mark.acceptance("T3")
def test_a_community_partner_sees_reports_on_and_counts_own_tasks_only(
    client: Client, city: City, item: AgendaItem
) -> None:
    own = a_decision(
        city, item, owner=AgencyKind.CIVIL, role=Role.COMMUNITY_PARTNER, text="Walk by the station"
    )
    others = a_decision(city, item, text="Visit the family")
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    page = client.get(address(city, "decisions") + "?whose=all&which=all").content.decode()
    assert "Walk by the station" in page
    assert "Visit the family" not in page
    assert _report(client, city, others, "in_progress") == 404
    assert _report(client, city, own, "in_progress") == 302


def test_deciding_in_meeting_mode_asks_for_owner_and_due_time(
    client: Client, city: City, item: AgendaItem
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    to = address(city, item.meeting_id, "meeting", item.pk, "decide")
    assert client.post(to, {"kind": "outreach_contact"}).status_code == 422
    owner = f"{city.rooms[AgencyKind.SOCIAL].agency_id}:{Role.SOCIAL_WORKER.value}:"
    values = {"kind": "outreach_contact", "owner": owner, "due_at": "2030-01-01T12:00"}
    assert client.post(to, values).status_code == 302
    with at_work(city):
        made = item.decisions.get()
    assert made.due_at is not None
    assert (made.owner_role, made.due_at.isoformat()) == ("social_worker", "2030-01-01T11:00:00+00:00")


def test_an_agency_that_is_no_part_of_the_programme_cannot_own_a_decision(
    client: Client, city: City, item: AgendaItem
) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    city.sign_in(client, Role.COORDINATOR)
    owner = f"{other.rooms[AgencyKind.SOCIAL].agency_id}:{Role.SOCIAL_WORKER.value}:"
    values = {"kind": "outreach_contact", "owner": owner, "due_at": "2030-01-01T12:00"}
    to = address(city, item.meeting_id, "meeting", item.pk, "decide")
    assert client.post(to, values).status_code == 422
