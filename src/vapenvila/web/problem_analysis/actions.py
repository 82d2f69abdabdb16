"""Asking for an analysis, and making it: in the background, of the picture as it is, frozen once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any  # what a task is called with
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from vapenvila.rules.decision import Decision
from vapenvila.rules.free_text import screen
from vapenvila.rules.problem_analysis import AnalysisWish, are_enough, may_be_analysed
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.incidents.pictures.scope import definition
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.jobs.models import JobProgress
from vapenvila.web.jobs.progress import start
from vapenvila.web.partners.models import Programme
from vapenvila.web.problem_analysis.engine.made import LANGUAGES, Tell, made_of
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.problem_analysis.queries import areas_counted, counting_filter, incident_rows
from vapenvila.web.wall.blind import blind_incidents

WHAT = gettext_noop("Making a problem analysis")


class AnalysisRefused(Exception):  # noqa: N818 - read as a sentence where it is caught
    """A rule refused. `sentence` may be shown; `source` is the same in English, for the job."""

    def __init__(self, source: str) -> None:
        self.source, self.sentence = source, gettext(source)
        super().__init__(self.sentence)


def _insist(decision: Decision) -> None:
    if not decision:
        raise AnalysisRefused(decision.reason)


def _insist_on_wish(programme: Programme, wish: AnalysisWish, today: date) -> None:
    _insist(may_be_analysed(wish, today=today))
    if blind_incidents():
        raise AnalysisRefused(
            gettext_noop(
                "You judge incidents blind now: what others judged of them is hidden from you, and would be missing "
                "in the figures. Let somebody else make it, or finish judging first."
            )
        )
    if screen(wish.population_source):
        raise AnalysisRefused(gettext_noop("Write only who counted the population; it names no person."))
    chosen = counting_filter(wish.first_year, wish.last_year)
    _insist(are_enough(filtered_incidents(programme, chosen, today=today).count()))


@transaction.atomic
def ask_for_analysis(
    *, programme: Programme, wish: AnalysisWish, by: User, at: datetime, put_off: Callable[..., Any]
) -> JobProgress:
    """Let the worker make it. `put_off`: defers the task with what it needs."""
    _insist_on_wish(programme, wish, timezone.localdate(at))
    address = reverse("problem-analysis", kwargs={"programme": programme.slug})
    job = start(programme=programme.pk, by=by.pk, at=at, what=WHAT, leads_to=address)
    put_off(
        job=str(job.pk),
        programme=str(programme.pk),
        user=str(by.pk),
        first_year=wish.first_year,
        last_year=wish.last_year,
        population=wish.population,
        population_on=wish.population_on.isoformat() if wish.population_on else None,
        population_source=wish.population_source,
    )
    record(
        act="problem_analysis.asked",
        by=by.pk,
        at=at,
        programme=programme.pk,
        details={"first_year": wish.first_year, "last_year": wish.last_year},
    )
    return job


@transaction.atomic
def make_analysis(
    *, programme: Programme, wish: AnalysisWish, by: UUID, at: datetime, tell: Tell | None = None
) -> ProblemAnalysis:
    """Make and freeze it. Raises AnalysisRefused."""
    today = timezone.localdate(at)
    _insist_on_wish(programme, wish, today)
    rows = incident_rows(programme, wish.first_year, wish.last_year, today=today)
    found = made_of(
        rows,
        picture_on(programme, on=min(today, date(wish.last_year, 12, 31)), known_at=at),
        wish,
        place=programme.name,
        areas=areas_counted(programme),
        definitions=_definitions(programme, wish),
        tell=tell,
    )
    row = ProblemAnalysis.objects.create(
        programme=programme,
        number=_next_number(programme),
        first_year=wish.first_year,
        last_year=wish.last_year,
        incidents=len(rows),
        answer=found.answer,
        population=wish.population,
        population_on=wish.population_on,
        population_source=wish.population_source,
        pages=found.pages,
        values_found=found.values,
        sha256=found.sha256,
        made_by_id=by,
        made_at=at,
    )
    _note(row, by=by, at=at)
    return row


def _note(row: ProblemAnalysis, *, by: UUID, at: datetime) -> None:
    record(
        act="problem_analysis.made",
        by=by,
        at=at,
        subject_kind="problem_analysis",
        subject=row.pk,
        programme=row.programme_id,
        details={
            "number": str(row),
            "first_year": row.first_year,
            "last_year": row.last_year,
            "answer": row.answer,
        },
    )


def note_read(row: ProblemAnalysis | None, *, programme: Programme, by: User, at: datetime) -> None:
    """That the page was opened; `row`: what stood on it, where anything did."""
    record(
        act="problem_analysis.read",
        by=by.pk,
        at=at,
        manner=Manner.READ,
        subject_kind="problem_analysis" if row else "",
        subject=row.pk if row else None,
        programme=programme.pk,
        details={"number": str(row) if row else ""},
    )


def _definitions(programme: Programme, wish: AnalysisWish) -> dict[str, str]:
    chosen, found = counting_filter(wish.first_year, wish.last_year), {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = definition(programme, chosen)
    return found


def _next_number(programme: Programme) -> int:
    """The next number of the programme; whoever asks holds the counter until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"problem analysis {programme.pk}"]
        )
    last = ProblemAnalysis.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
