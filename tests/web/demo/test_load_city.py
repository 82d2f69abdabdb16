"""The made-up city in the database is whole, lives behind the wall, and obeys the rules of the real one."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_django
from django.db import connection, transaction
from django.utils import timezone

from vapenvila.rules.free_text import screen
from vapenvila.rules.group_statement import may_state, review_due
from vapenvila.rules.person_listing import may_be_listed
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo import load
from vapenvila.web.demo.cast import people_of_made_up_city
from vapenvila.web.demo.engine import Size
from vapenvila.web.demo.oversight_desk import READS
from vapenvila.web.groups.models import Group, GroupArea, GroupName
from vapenvila.web.groups.queries.as_said import as_said
from vapenvila.web.groups.queries.landscape import lines_of
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.queries.running_out import running_out
from vapenvila.web.groups.queries.tables import TABLES
from vapenvila.web.groups.sayings import claim_of
from vapenvila.web.incidents.models import Area, ClassificationEvent, CountRule, Incident, IncidentSource
from vapenvila.web.memberships.facts import person_facts, standing_of
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.in_sight import memberships_in_sight, ties_in_sight
from vapenvila.web.oversight.models import LogReviewItem
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.people.models import Person
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.reviews.models import GroupAssessment, ReviewDecision, ReviewMeeting
from vapenvila.web.reviews.queries.decisions import as_rows, board
from vapenvila.web.reviews.queries.minutes import hash_of, locked_minutes
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.row_security import APPLICATION_ROLE

pytestmark = pytest.mark.django_db  # the databases are made for marked tests only
UNTIL = date(2026, 11, 15)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[Programme]:
    """Loaded once for all tests here, as the application's role, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        yield load.load_city(Size.TOWN, seed=5, until=UNTIL)
        transaction.set_rollback(True)


def test_every_role_has_one_person(town: Programme) -> None:
    people = people_of_made_up_city()
    assert [role for role, _ in people] == list(Role)
    assert all(person.email.endswith("@vinterhamn.example") for _, person in people)
    assert User.objects.count() == 11 + 1  # one more with a second factor


def test_each_incident_has_its_source_its_registration_and_its_counting_rule(town: Programme) -> None:
    with acting(programmes=[town.pk]):
        incidents = Incident.objects.count()
        assert incidents > 200
        assert IncidentSource.objects.count() == incidents
        assert ClassificationEvent.objects.filter(field="registered").count() == incidents
        assert set(Incident.objects.values_list("count_rule", flat=True)) == {CountRule.objects.get().pk}
        assert sorted(Incident.objects.values_list("number", flat=True)) == list(range(1, incidents + 1))
        assert Area.objects.count() == 8


def test_the_history_leads_to_what_the_register_says_now(town: Programme) -> None:
    with acting(programmes=[town.pk]):
        for incident in Incident.objects.prefetch_related("history"):
            changes = sorted(incident.history.all(), key=lambda row: row.decided_at)
            states = [row.new for row in changes if row.field == "state"]
            assert (states or ["reported"])[-1] == incident.state
            kinds = [row.new for row in changes if row.field in ("registered", "kind")]
            assert kinds[-1] == incident.kind


def test_reviews_are_held_or_missed_and_all_but_the_last_are_locked(town: Programme) -> None:
    with acting(programmes=[town.pk]):
        states = list(ReviewMeeting.objects.order_by("no").values_list("state", flat=True))
        assert states[-1] == "planned"
        assert states.count("held") == 1
        assert states.count("missed") >= 1
        assert states.count("locked") > 50
        assert ReviewDecision.objects.filter(state="open").exists()
        locked = ReviewMeeting.objects.filter(state="locked").latest("no")
        words = locked_minutes(locked)
        assert words is not None
        assert hash_of(words) == locked.minutes_hash


def test_only_those_who_read_stand_in_the_log_reviews_so_that_others_may_sign(town: Programme) -> None:
    readers = {person.pk for role, person in people_of_made_up_city() if role in READS}
    with acting(programmes=[town.pk]):
        rooms = list(Room.objects.filter(programme=town))
    for room in rooms:
        with acting(programmes=[town.pk], room=room.pk):
            sample = set(LogReviewItem.objects.filter(room=room).values_list("user_id", flat=True))
        assert sample <= readers


def test_a_later_judgement_supersedes_the_first(town: Programme) -> None:
    with acting(programmes=[town.pk]):
        later = GroupAssessment.objects.filter(supersedes__isnull=False).select_related("supersedes")
        assert later
        assert all(row.decided_at > row.supersedes.decided_at for row in later if row.supersedes)


def test_what_a_review_agreed_on_is_dated_at_a_held_review_and_the_rest_in_working_hours(
    town: Programme,
) -> None:
    with acting(programmes=[town.pk]):
        held = ReviewMeeting.objects.filter(held_at__isnull=False)
        days = {timezone.localdate(meeting.planned_at) for meeting in held}
        agreed = GroupAssessment.objects.filter(basis_kind="review_consensus").select_related("incident")
        others = GroupAssessment.objects.exclude(basis_kind="review_consensus").select_related("incident")
        assert agreed
        assert others
        for judgement in (*agreed, *others):
            assert judgement.incident.reported_at is not None
            assert judgement.decided_at > judgement.incident.reported_at
        assert {timezone.localdate(judgement.decided_at) for judgement in agreed} <= days
        moments = [timezone.localtime(judgement.decided_at) for judgement in others]
        assert all(moment.weekday() < 5 and 8 <= moment.hour < 17 for moment in moments)


def test_the_community_partner_finds_tasks_open_overdue_and_done(town: Programme) -> None:
    now = datetime.combine(UNTIL + timedelta(days=1), time(8), ZoneInfo(town.time_zone))
    partner = User.objects.get(name="Cia Visa")
    with acting(programmes=[town.pk]):
        reader, today = reader_of(partner.pk), timezone.localdate(now)
        tasks = board(reader, town, now=now, today=today, which="all")
        rows = as_rows(tasks, reader, town, now=now, today=today)
    assert sorted((row.open, row.overdue) for row in rows) == [(False, False), (True, False), (True, True)]
    for row in rows:
        assert row.decision.kind in {"outreach_contact", "place_safety"}
        assert row.decision.made_at < min(row.decision.due_at or now, now)
        assert row.may_carry_out


def test_outside_its_programme_nothing_of_it_is_seen(town: Programme) -> None:
    assert Incident.objects.count() == 0


def test_the_groups_of_the_story_are_in_the_picture_with_late_and_disputed_statements(
    town: Programme,
) -> None:
    now = datetime.combine(UNTIL + timedelta(days=1), time(8), ZoneInfo(town.time_zone))
    with acting(programmes=[town.pk]):
        picture = picture_on(town, on=now.date(), known_at=now)
        lines = lines_of(picture)
        assert len(lines) == Group.objects.count() == 8
        assert {line.state.value for line in lines} >= {"active", "succeeded"}
        assert {said.kind.value for said in picture.lineage} == {"split", "rename"}
        assert any(said.kind == "feud" for said in picture.relations)
        assert any(line.disputed for line in lines)
        assert any(group.label is None for group in picture.groups)
        late = GroupArea.objects.filter(ended_at__isnull=True, review_by__lt=now.date())
        assert late.exists()
        assert {row.group_id for row in late}.isdisjoint(group.id for group in picture.groups if group.areas)
        assert running_out(town, until=now.date() + timedelta(days=14), now=now)


def test_what_is_said_of_groups_obeys_the_rules_of_the_real_one(town: Programme) -> None:
    now = datetime.combine(UNTIL + timedelta(days=1), time(8), ZoneInfo(town.time_zone))
    with acting(programmes=[town.pk]):
        rows = [row for table in TABLES.values() for row in table._default_manager.all()]
        assert len(rows) > 60
        for row in rows:
            saying, ground = as_said(row)
            claim = claim_of(saying, ground)
            decision = may_state(claim, today=timezone.localdate(row.recorded_at))
            assert decision, f"{row._meta.label}: {decision.reason}"
            assert row.review_by == review_due(claim.says, source_on=row.source_on, grade=row.grade)
            assert row.recorded_at <= now
            assert screen(row.source) == ()
        assert all(screen(row.text) == () for row in GroupName.objects.all())


def test_the_picture_of_groups_can_be_asked_for_as_it_was_known_through_the_whole_programme(
    town: Programme,
) -> None:
    now = datetime.combine(UNTIL + timedelta(days=1), time(8), ZoneInfo(town.time_zone))
    with acting(programmes=[town.pk]):
        known = [
            picture_on(town, on=(now - timedelta(days=ago)).date(), known_at=now - timedelta(days=ago))
            for ago in (0, 200, 400, 600)
        ]
    assert all(picture.groups for picture in known)
    assert len({tuple(group.shown for group in picture.groups) for picture in known}) > 1


def test_judgements_point_at_groups_that_are_there(town: Programme) -> None:
    with acting(programmes=[town.pk]):
        named = set(GroupAssessment.objects.exclude(group_name="").values_list("group_name", flat=True))
        assert named
        assert named <= set(Group.objects.values_list("code", flat=True))


def test_judgements_point_at_the_groups_they_name(town: Programme) -> None:
    with acting(programmes=[town.pk]):
        named = GroupAssessment.objects.exclude(group_name="")
        assert not named.filter(group__isnull=True).exists()
        assert all(row.group and row.group.code == row.group_name for row in named.select_related("group"))


def test_chains_join_incidents_whose_sides_have_groups_and_one_suggestion_is_dismissed(
    town: Programme,
) -> None:
    with acting(programmes=[town.pk]):
        pairs = list(RetaliationPair.objects.select_related("earlier", "later"))
        assert [row.verdict for row in pairs].count("dismissed") == 1
        assert [row.verdict for row in pairs].count("answers") >= 2
        for row in pairs:
            sides = GroupAssessment.objects.filter(superseded_by__isnull=True, group__isnull=False)
            assert sides.filter(incident=row.earlier).exists()
            assert sides.filter(incident=row.later).exists()
            assert row.speaks
            assert (row.later.occurred_from - row.earlier.occurred_from).days <= 110
        answers = [row for row in pairs if row.verdict == "answers"]
        for end in (
            "earlier_id",
            "later_id",
        ):  # nothing is answered twice, and nothing answers twice: chains are lines
            assert len({getattr(row, end) for row in answers}) == len(answers)


def test_the_police_room_holds_a_statement_of_every_kind_and_nobody_who_may_not_be_listed(
    town: Programme,
) -> None:
    analyst = dict(people_of_made_up_city())[Role.POLICE_ANALYST]
    room = town.rooms.get(agency__kind="police")
    today = UNTIL + timedelta(days=1)
    with acting(user=analyst.pk, programmes=[town.pk], room=room.pk):
        rows = list(MembershipStatement.objects.select_related("person"))
        stands = Counter(standing_of(row, today=today).value for row in rows)
        assert stands == {"current": 4, "disputed": 1, "draft": 1, "reviewed": 1, "expired": 1}
        shown = memberships_in_sight(room.pk, today=today)
        assert sum(row.review_by <= today + timedelta(days=7) for row in shown) == 1
        assert all(may_be_listed(person_facts(row.person), today=today) for row in rows)
        assert ties_in_sight(room.pk, today=today).count() >= 8
        assert Person.objects.filter(room=room, protective_track=True).exists()
        assert not any(row.person.protective_track for row in rows)
