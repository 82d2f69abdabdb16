"""What the data-protection officer of the made-up city finds: copies that left, log reviews to sign, a released table."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from vapenvila.rules.log_review import month_before
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.exports import number_export, recall_export
from vapenvila.web.audit.models import Manner
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.oversight.log_reviews import make_log_review
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.reports.actions import Proposal, ReleaseRefused, decide, propose
from vapenvila.web.reports.models import Measure
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

SEED = 20261
READS = {Role.POLICE_OFFICER: 44, Role.SOCIAL_WORKER: 9, Role.PROBATION_OFFICER: 5}


def make_log_reviews_of_last_month(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Accesses of last month and their log reviews, drawn before anybody else has done anything: the others may sign them."""
    month = month_before(timezone.localdate(now))
    for role, count in READS.items():
        _reads(programme, people[role], month, count)
    for room in Room.objects.filter(programme=programme).select_related("programme").order_by("pk"):
        with acting(programmes=[programme.pk], room=room.pk):
            make_log_review(room=room, month=month, seed=SEED, at=now)


def make_oversight_desk(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Fill the desk: three copies and one public table."""
    _copies(programme, people, now)
    _public_table(programme, people, now)


def _reads(programme: Programme, person: User, month: date, count: int) -> None:
    room = person.missions.filter(room__programme=programme).values_list("room", flat=True).first()
    first = datetime.combine(month, time(9), ZoneInfo(programme.time_zone))
    with acting(user=person.pk, programmes=[programme.pk], room=room):
        for n in range(count):
            at = first + timedelta(days=n % 27, minutes=7 * n, hours=14 if n % 11 == 10 else 0)
            record(
                act="incident.read",
                by=person.pk,
                at=at,
                manner=Manner.READ,
                programme=programme.pk,
                subject_kind="incident",
                subject=new_id(),
            )


def _copies(programme: Programme, people: dict[Role, User], now: datetime) -> None:
    for days, kind, purpose, recipient, rows in (
        (120, ExportKind.INCIDENTS, "Månadsbild till kommunens säkerhetsråd", "Säkerhetsrådet", 31),
        (40, ExportKind.MINUTES, "Underlag till styrgruppens möte", "Styrgruppen", 6),
        (5, ExportKind.CHART, "Bild till lägesrapporten", "Kommunstyrelsens kansli", 24),
    ):
        at = now - timedelta(days=days)
        export = number_export(
            programme=programme.pk,
            room=None,
            kind=kind,
            purpose=purpose,
            recipient=recipient,
            expires=timezone.localdate(at) + timedelta(days=90),
            rows=rows,
            by=people[Role.COORDINATOR].pk,
            at=at,
            format={ExportKind.MINUTES: "pdf", ExportKind.INCIDENTS: "csv", ExportKind.CHART: "svg"}[kind],
        )
    recall_export(export=export.pk, reason="Fel period i bilden", by=people[Role.COORDINATOR].pk, at=now)


def _public_table(programme: Programme, people: dict[Role, User], now: datetime) -> None:
    last = timezone.localdate(now).year - 1
    proposal = Proposal(
        title="Skjutningar och sprängningar", measure=Measure.BY_KIND, first_year=last - 1, last_year=last
    )
    try:
        made = propose(programme=programme, proposal=proposal, by=people[Role.PROJECT_LEADER], at=now)
    except ReleaseRefused:  # a town may have too few incidents for any public table
        return
    decide(publication=made, release=True, reader=reader_of(people[Role.COORDINATOR].pk), at=now)
