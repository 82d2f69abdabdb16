"""What others judged of an incident is nowhere to be found for whoever judges it blind: not by page, not by SQL."""

import pytest
from django.db import connection
from django.test import Client

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.incident_coding.made_up import a_sample, a_set, address, judge, judge_whole, judged_incidents
from tests.web.reviews.table import NOW, a_held_review, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incident_coding.actions.blind import put_sample_away
from vapenvila.web.incident_coding.models import BlindItem
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.actions.decisions import decide_nothing
from vapenvila.web.reviews.actions.incident_answers import assess_group_link, write_conflict
from vapenvila.web.reviews.actions.minutes import lock_minutes
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.models import GroupAssessment, IncidentConflict, MinutesPoint, RetaliationClock
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink, Side
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.blind import blind_incidents
from vapenvila.web.wall.picture_version import picture_version

pytestmark = pytest.mark.django_db

CODER = Role.POLICE_ANALYST
TELLING = ("Norra", "Södra", "Confirmed group member", "Suspected group member")


@pytest.fixture
def city() -> City:
    return build_city()


def _seen_by_sql(city: City, role: Role, incident: Incident) -> int:
    with acting(user=city.people[role].pk, programmes=[city.programme.pk]), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reviews_groupassessment WHERE incident_id = %s", [incident.pk])
        return int(cursor.fetchone()[0])


def _drawn(city: City) -> tuple[list[Incident], Incident, Incident]:
    """All incidents, one that is in the sample and one that is not."""
    made = judged_incidents(city, 12)
    a_sample(city)
    with at_work(city):
        inside = set(BlindItem.objects.values_list("incident", flat=True))
    return (
        made,
        next(one for one in made if one.pk in inside),
        next(one for one in made if one.pk not in inside),
    )


def test_the_database_hides_the_first_judgements_from_the_second_coder_and_from_nobody_else(
    city: City,
) -> None:
    _, drawn, other = _drawn(city)
    assert _seen_by_sql(city, CODER, drawn) == 0
    assert _seen_by_sql(city, CODER, other) == 2
    assert _seen_by_sql(city, Role.COORDINATOR, drawn) == 2


def test_the_database_hides_the_trail_of_them_and_the_conflict_too(city: City) -> None:
    made, drawn, _ = _drawn(city)
    with at_work(city):
        write_conflict(
            incident=drawn,
            conflict="Norra against Södra",
            retaliation_expected=Expected.NO,
            expected_from="",
            expected_against="",
            version=0,
            by=city.people[Role.COORDINATOR],
            at=NOW,
        )
    for role, events, conflicts in ((CODER, 4, 0), (Role.COORDINATOR, 24, 1)):
        with acting(user=city.people[role].pk, programmes=[city.programme.pk]):
            found = AuditEvent.objects.filter(
                act="incident.group_link_assessed", subject__in=[i.pk for i in made]
            )
            assert found.count() == events
            assert IncidentConflict.objects.filter(incident=drawn).count() == conflicts


@pytest.mark.parametrize(("ended", "seen"), [(True, 0), (False, 1)])
def test_an_ended_clock_is_hidden_and_a_running_one_is_for_everybody_who_must_act(
    city: City, ended: bool, seen: int
) -> None:
    _, drawn, _ = _drawn(city)
    with at_work(city):
        RetaliationClock.objects.create(
            programme=city.programme,
            incident=drawn,
            started_at=NOW,
            side_a="Norra",
            stance="closed" if ended else "active",
            closed_reason="Over" if ended else "",
            changed_at=NOW,
        )
        assert RetaliationClock.objects.filter(incident=drawn).count() == 1
    with acting(user=city.people[CODER].pk, programmes=[city.programme.pk]):
        assert RetaliationClock.objects.filter(incident=drawn).count() == seen


def test_the_page_of_the_incident_and_its_history_show_nothing(city: City, client: Client) -> None:
    _, drawn, other = _drawn(city)
    city.sign_in(client, CODER)
    page = client.get(f"/p/{city.programme.slug}/incidents/{drawn.number}/").content.decode()
    assert "You judge this incident blind" in page
    assert not [word for word in TELLING if word in page]
    assert "Norra" in client.get(f"/p/{city.programme.slug}/incidents/{other.number}/").content.decode()


def test_no_page_is_kept_or_shown_from_what_is_kept_to_whoever_judges_blind(city: City) -> None:
    _, drawn, _ = _drawn(city)
    programme = city.programme.pk
    with acting(programmes=[programme]), as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM wall_picturetouch")  # as if all of it were committed
    with acting(user=city.people[Role.COORDINATOR].pk, programmes=[programme]):
        assert picture_version(programme) is not None
    with acting(user=city.people[CODER].pk, programmes=[programme]):
        assert drawn.pk in blind_incidents()
        assert picture_version(programme) is None


def test_sets_grid_and_page_of_coding_leave_out_what_is_judged_blind(city: City, client: Client) -> None:
    _, drawn, other = _drawn(city)
    made = a_set(city, wanted=Wanted.ALL, by=city.people[Role.COORDINATOR])
    city.sign_in(client, CODER)
    assert client.get(address(city, "sets", made.pk, drawn.number)).status_code == 403
    grid = client.get(address(city, "sets", made.pk, "grid")).content.decode()
    assert f"#{other.number}<" in grid
    assert f"#{drawn.number}<" not in grid


def test_nothing_of_it_can_be_judged_or_locked_where_others_judgements_are_shown(city: City) -> None:
    _, drawn, _ = _drawn(city)
    coder = city.people[CODER]
    meeting = a_held_review(city)
    with acting(user=coder.pk, programmes=[city.programme.pk]):
        meeting.items.create(programme=city.programme, incident=drawn, source="added", position=1)
        with pytest.raises(RefusedError, match="You judge this incident blind"):
            assess_group_link(
                incident=drawn,
                side=Side.VICTIM,
                status=GroupLink.UNKNOWN,
                group_name="",
                basis_kind=Basis.NONE,
                seen=None,
                meeting=None,
                by=coder,
                at=NOW,
            )
        for item in meeting.items.all():
            decide_nothing(item=item.pk, reason="", by=coder, at=NOW)
        with pytest.raises(RefusedError, match="would lack what others judged"):
            lock_minutes(meeting=meeting.pk, by=coder, at=NOW)


def test_a_point_of_locked_minutes_is_hidden_by_the_database_until_its_incident_is_judged(
    city: City, client: Client
) -> None:
    made = judged_incidents(city, 12)
    meeting, lead = a_held_review(city), city.people[Role.COORDINATOR]
    with at_work(city):
        for position, one in enumerate(made, start=1):
            item = meeting.items.create(
                programme=city.programme, incident=one, source="added", position=position
            )
            decide_nothing(item=item.pk, reason="", by=lead, at=NOW)
        lock_minutes(meeting=meeting.pk, by=lead, at=NOW)
        points = {point.incident_id for point in MinutesPoint.objects.filter(meeting=meeting)}
    assert points <= {one.pk for one in made}
    a_sample(city)
    with acting(user=city.people[CODER].pk, programmes=[city.programme.pk]):
        hidden = points & blind_incidents()
        seen = set(MinutesPoint.objects.filter(meeting=meeting).values_list("incident_id", flat=True))
    assert hidden
    assert seen == points - hidden
    city.sign_in(client, CODER)
    page = client.get(f"/p/{city.programme.slug}/reviews/{meeting.pk}/minutes/").content.decode()
    assert f"{len(hidden)} point" in page
    assert "left out: you judge" in page
    assert "no longer agrees" not in page
    city.sign_in(client, Role.COORDINATOR)
    whole = client.get(f"/p/{city.programme.slug}/reviews/{meeting.pk}/minutes/").content.decode()
    assert "is unchanged" in whole


def test_what_is_hidden_opens_incident_by_incident_as_the_second_coder_judges(city: City) -> None:
    judged_incidents(city, 10)
    sample = a_sample(city)
    judge_whole(city, sample, only=4)
    with acting(user=city.people[CODER].pk, programmes=[city.programme.pk]):
        assert len(blind_incidents()) == 6
        assert GroupAssessment.objects.count() == 8
        put_sample_away(sample=sample.pk, by=city.people[Role.PROJECT_LEADER], at=NOW)
        assert blind_incidents() == frozenset()


def test_what_the_second_coder_judged_before_is_never_drawn_for_them(city: City) -> None:
    made = judged_incidents(city, 12)
    for incident in made[:2]:
        judge(city, incident, Side.OFFENDER, GroupLink.SUSPECTED, by=city.people[CODER])
    sample = a_sample(city, size=50)
    with at_work(city):
        drawn = set(BlindItem.objects.filter(sample=sample).values_list("incident", flat=True))
    assert drawn == {incident.pk for incident in made[2:]}
    with pytest.raises(RefusedError, match="Fewer than 10"):
        a_sample(
            city
        )  # all of it was given once, and put away or not is never given to the same person again
