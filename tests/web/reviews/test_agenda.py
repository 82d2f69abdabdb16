"""The agenda builds itself from the data, as often as one likes, and never undoes what people did by hand."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import (
    DAY,
    HOUR,
    NOW,
    a_decision,
    a_held_review,
    a_locked_review,
    a_planned_review,
    at_work,
    point_about,
)
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.actions.agenda import (
    add_point,
    build_agenda,
    move_item,
    record_seconds,
    remove_item,
    write_note,
)
from vapenvila.web.reviews.actions.decisions import carry_over
from vapenvila.web.reviews.actions.incident_answers import start_clock
from vapenvila.web.reviews.actions.meeting import freeze_agenda
from vapenvila.web.reviews.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.reviews.models import AgendaItem, ReviewMeeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _sources(city: City, meeting: ReviewMeeting) -> list[tuple[str, int | None]]:
    with at_work(city):
        return [
            (i.source, i.incident.number if i.incident else None)
            for i in meeting.items.select_related("incident")
        ]


def _rebuild(city: City, meeting: ReviewMeeting) -> list[AgendaItem]:
    with at_work(city):
        return build_agenda(meeting=meeting.pk, by=city.people[Role.COORDINATOR], at=NOW)


def test_the_first_agenda_holds_the_incidents_of_the_last_week(city: City) -> None:
    an_incident(city, when=NOW - 60 * DAY)
    fresh = an_incident(city, when=NOW - 2 * DAY)
    assert _sources(city, a_planned_review(city)) == [("new_incident", fresh.number)]


def test_the_next_agenda_holds_what_happened_since_the_last_held_review(city: City) -> None:
    an_incident(city, when=NOW - 8 * DAY)
    a_locked_review(city, held_at=NOW - 7 * DAY)
    fresh = an_incident(city, when=NOW - 2 * DAY)
    assert _sources(city, a_planned_review(city)) == [("new_incident", fresh.number)]


def test_an_incident_reported_late_is_still_reviewed_and_an_old_archive_is_not(city: City) -> None:
    a_locked_review(city, held_at=NOW - 7 * DAY)
    late = an_incident(city, when=NOW - 9 * DAY)
    an_incident(city, when=NOW - 400 * DAY)
    assert _sources(city, a_planned_review(city)) == [("new_incident", late.number)]


def test_unfounded_and_merged_incidents_and_kinds_that_do_not_count_stay_off(city: City) -> None:
    city.programme.counted_kinds = ["shooting"]
    city.programme.save()
    kept = an_incident(city, when=NOW - DAY)
    an_incident(city, when=NOW - DAY, state="unfounded", state_reason="Fireworks")
    an_incident(city, when=NOW - DAY, merged_into=kept)
    an_incident(city, when=NOW - DAY, kind="stabbing")
    assert _sources(city, a_planned_review(city)) == [("new_incident", kept.number)]


def test_a_hold_that_is_due_a_running_clock_and_an_open_decision_come_back(city: City) -> None:
    old = [an_incident(city, when=NOW - n * DAY) for n in (10, 11)]
    earlier = a_held_review(city, held_at=NOW - 7 * DAY)
    a_decision(city, point_about_or_added(city, earlier, old[0]), due_at=NOW - DAY, at=NOW - 7 * DAY)
    with at_work(city):
        start_clock(incident=old[1], by=city.people[Role.COORDINATOR], at=NOW)
    held = an_incident(city, when=NOW - 90 * DAY, state="hold", hold_review_on=NOW.date())
    an_incident(city, when=NOW - 90 * DAY, state="hold", hold_review_on=NOW.date() + 3 * DAY)
    assert _sources(city, a_planned_review(city)) == [
        ("conflict", old[1].number),
        ("hold_due", held.number),
        ("overdue_action", old[0].number),
    ]


def point_about_or_added(city: City, meeting: ReviewMeeting, incident: Incident) -> AgendaItem:
    with at_work(city):
        found = meeting.items.filter(incident=incident).first()
        return found or AgendaItem.objects.create(
            programme=city.programme, meeting=meeting, source="added", incident=incident, position=99
        )


def test_a_decision_on_no_incident_comes_back_by_itself(city: City) -> None:
    earlier = a_held_review(city, held_at=NOW - 7 * DAY)
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        point = add_point(meeting=earlier.pk, title="Rehearse the call-in", minutes=5, by=by, at=NOW)
    decision = a_decision(city, point, at=NOW - 7 * DAY)
    with at_work(city):
        assert [item.follows_id for item in a_planned_review(city).items.all()] == [decision.pk]


def test_a_point_carried_over_leads_the_next_agenda(city: City) -> None:
    incident = an_incident(city, when=NOW - 8 * DAY)
    earlier = a_held_review(city, held_at=NOW - 7 * DAY)
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        added = add_point(meeting=earlier.pk, title="Rehearse the call-in", minutes=5, by=by, at=NOW)
        for item in (point_about(earlier, incident), added):
            carry_over(item=item.pk, by=by, at=NOW)
    an_incident(city, when=NOW - DAY)
    meeting = a_planned_review(city)
    with at_work(city):
        found = [(item.source, item.title, item.carried_from_id is not None) for item in meeting.items.all()]
    assert found == [
        ("carried_over", "", True),
        ("carried_over", "Rehearse the call-in", True),
        ("new_incident", "", False),
    ]


def test_an_incident_stands_once_on_an_agenda_for_its_weightiest_reason(city: City) -> None:
    incident = an_incident(city, when=NOW - DAY, state="hold", hold_review_on=NOW.date())
    with at_work(city):
        start_clock(incident=incident, by=city.people[Role.COORDINATOR], at=NOW)
    assert _sources(city, a_planned_review(city)) == [("new_incident", incident.number)]


def test_rebuilding_takes_off_what_no_longer_belongs_and_keeps_what_was_noted(city: City) -> None:
    gone, noted = an_incident(city, when=NOW - DAY), an_incident(city, when=NOW - DAY)
    meeting = a_planned_review(city)
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        write_note(item=point_about(meeting, noted).pk, note="Ask the hospital", version=1, by=by, at=NOW)
        Incident.objects.update(state="unfounded", state_reason="Fireworks")
    assert [item.incident_id for item in _rebuild(city, meeting)] == [noted.pk]
    assert gone.pk != noted.pk


def test_a_moved_point_keeps_its_place_and_new_ones_come_last(city: City) -> None:
    first, second = an_incident(city, when=NOW - 3 * DAY), an_incident(city, when=NOW - 2 * DAY)
    meeting = a_planned_review(city)
    with at_work(city):
        move_item(item=point_about(meeting, second).pk, steps=-1, by=city.people[Role.COORDINATOR], at=NOW)
    third = an_incident(city, when=NOW - 4 * DAY)
    assert [item.incident_id for item in _rebuild(city, meeting)] == [second.pk, first.pk, third.pk]


def test_a_frozen_agenda_is_not_rebuilt_but_a_point_can_be_added(city: City) -> None:
    meeting = a_planned_review(city)
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        freeze_agenda(meeting=meeting.pk, by=by, at=NOW)
        with pytest.raises(RefusedError, match="frozen"):
            build_agenda(meeting=meeting.pk, by=by, at=NOW)
        assert add_point(meeting=meeting.pk, title="One more", minutes=5, by=by, at=NOW).position == 1


def test_two_people_noting_the_same_point_do_not_lose_the_first_note(city: City) -> None:
    incident = an_incident(city, when=NOW - DAY)
    item = point_about(a_held_review(city), incident)
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        write_note(item=item.pk, note="First", version=1, by=by, at=NOW)
        with pytest.raises(EditedMeanwhileError) as clash:
            write_note(item=item.pk, note="Second", version=1, by=by, at=NOW)
        assert clash.value.current.note == "First"
        assert AgendaItem.objects.get(pk=item.pk).note == "First"


def test_two_screens_on_one_point_count_the_time_once(city: City) -> None:
    incident = an_incident(city, when=NOW - DAY)
    item = point_about(a_held_review(city), incident)
    with at_work(city):
        for seconds in (60, 45, 75, 10**9):
            record_seconds(item=item.pk, seconds=seconds)
            if seconds == 75:
                assert AgendaItem.objects.get(pk=item.pk).seconds_spent == 75
        assert AgendaItem.objects.get(pk=item.pk).seconds_spent == 4 * 3600


def test_a_point_taken_off_is_gone_and_the_others_stay(city: City) -> None:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_held_review(city)
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        added = add_point(meeting=meeting.pk, title="One more", minutes=5, by=by, at=NOW)
        remove_item(item=added.pk, by=by, at=NOW)
        assert [item.incident_id for item in meeting.items.all()] == [incident.pk]


acts = st.lists(
    st.one_of(
        st.tuples(st.just("incident"), st.integers(0, 20)),
        st.tuples(st.just("unfounded"), st.integers(0, 5)),
        st.tuples(st.just("move"), st.integers(0, 5)),
        st.tuples(st.just("note"), st.integers(0, 5)),
        st.tuples(st.just("clock"), st.integers(0, 5)),
        st.tuples(st.just("point"), st.integers(0, 5)),
    ),
    max_size=10,
)


@given(acts)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_building_twice_is_building_once_whatever_was_done_between(
    city: City, acts: list[tuple[str, int]]
) -> None:
    with at_work(city):
        AgendaItem.objects.all().delete()
        ReviewMeeting.objects.all().delete()
        for incident in Incident.objects.all():
            incident.history.all().delete()
            getattr(incident, "retaliation_clock", None) and incident.retaliation_clock.delete()
        Incident.objects.all().delete()
    meeting = a_planned_review(city, planned_at=NOW + HOUR)
    for what, number in acts:
        _do(city, meeting, what, number)
        once = [(i.pk, i.position, i.source, i.note) for i in _rebuild(city, meeting)]
        twice = [(i.pk, i.position, i.source, i.note) for i in _rebuild(city, meeting)]
        assert once == twice
        assert [position for _, position, _, _ in once] == list(range(1, len(once) + 1))


def _do(city: City, meeting: ReviewMeeting, what: str, number: int) -> None:
    by = city.people[Role.COORDINATOR]
    if what == "incident":
        an_incident(city, when=NOW - timedelta(hours=7 * number))
        return
    with at_work(city):
        if what == "point":
            add_point(meeting=meeting.pk, title=f"Point {number}", minutes=5, by=by, at=NOW)
            return
        items = list(meeting.items.select_related("incident"))
        if not items:
            return
        item = items[number % len(items)]
        if what == "move":
            move_item(item=item.pk, steps=number - 2, by=by, at=NOW)
        elif what == "note":
            write_note(item=item.pk, note=f"Note {number}", version=item.version, by=by, at=NOW)
        elif item.incident and what == "clock":
            start_clock(incident=item.incident, by=by, at=NOW)
        elif item.incident:
            Incident.objects.filter(pk=item.incident.pk).update(state="unfounded", state_reason="Fireworks")
