"""A problem analysis from the command line: somebody who may make one on the page stands for it here too."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from vapenvila.rules.problem_analysis import AnalysisWish
from vapenvila.rules.rights import Right, may
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.exports import ExportRefused
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import programme_by_slug, reader_of
from vapenvila.web.problem_analysis.actions import AnalysisRefused, make_analysis, note_read
from vapenvila.web.problem_analysis.copies import CopyWish, take_out
from vapenvila.web.problem_analysis.engine.made import Tell
from vapenvila.web.problem_analysis.engine.shown import shown_page
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.problem_analysis.queries import analysis_numbered
from vapenvila.web.wall.acting import acting

DAYS_KEPT = 90


class NotMade(Exception):  # noqa: N818 - its text is a sentence for whoever typed the command
    """Why nothing was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What was typed. `number`: an analysis made before; without it a new one is made of `wish`."""

    programme: str
    by: str
    number: int | None
    wish: AnalysisWish
    out: Path | None
    purpose: str
    recipient: str
    language: str


def analyse(ordered: Ordered, *, tell: Tell | None = None, at: datetime | None = None) -> dict[str, Any]:
    """Make the analysis and write its copy, or neither; what was found as plain values."""
    now = at or timezone.now()
    programme, person = _programme(ordered.programme), _person(ordered.by)
    with acting(user=person.pk, programmes=[programme.pk]), translation.override(ordered.language):
        _insist(programme, person, ordered, now)
        try:
            row = _row(programme, person, ordered, now, tell)
            number = _written(row, programme, person, ordered, now)
        except (AnalysisRefused, ExportRefused) as refused:
            raise NotMade(refused.sentence) from None
        except OSError as problem:
            raise NotMade(f"{ordered.out} cannot be written: {problem.strerror}.") from None
    verdict = shown_page(row, ordered.language).page.verdict
    return {
        **row.values_found,
        "said": [verdict.title, *verdict.text],
        "programme": programme.slug,
        "number": str(row),
        "answer": row.answer,
        "sha256": row.sha256,
        "file": None if ordered.out is None else str(ordered.out),
        "export": number,
    }


def _row(
    programme: Programme, person: User, ordered: Ordered, now: datetime, tell: Tell | None
) -> ProblemAnalysis:
    if ordered.number is None:
        return make_analysis(programme=programme, wish=ordered.wish, by=person.pk, at=now, tell=tell)
    row = analysis_numbered(programme, ordered.number)
    note_read(row, programme=programme, by=person, at=now)
    if row is None:
        raise NotMade(f"{programme.slug} has no problem analysis no. {ordered.number}.")
    return row


def _written(
    row: ProblemAnalysis, programme: Programme, person: User, ordered: Ordered, now: datetime
) -> str | None:
    """The number of the copy, or None where no file was asked for."""
    if ordered.out is None:
        return None
    wish = CopyWish(
        purpose=ordered.purpose,
        recipient=ordered.recipient,
        expires=timezone.localdate(now) + timedelta(days=DAYS_KEPT),
        format=ordered.out.suffix.lower().lstrip("."),
    )
    export, made = take_out(row, wish, programme=programme, by=person.pk, at=now)
    half = ordered.out.with_name(f"{ordered.out.name}.part")
    try:
        half.write_bytes(made)
        half.replace(ordered.out)
    finally:
        half.unlink(missing_ok=True)
    return str(export)


def _programme(slug: str) -> Programme:
    found = programme_by_slug(slug)
    if found is None:
        raise NotMade(f"There is no programme called {slug}.")
    return found


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise NotMade(f"Nobody signs in as {email}.")
    return found


def _insist(programme: Programme, person: User, ordered: Ordered, now: datetime) -> None:
    """The same question that the pages ask: of reading for one made before, of making for a new one."""
    right = Right.SEE_FIGURES if ordered.number is not None else Right.MAKE_PROBLEM_ANALYSIS
    answer = may(reader_of(person.pk), right, programme.pk, today=timezone.localdate(now))
    if not answer:
        raise NotMade(f"{ordered.by} may not do this in {programme.slug}.")
    if ordered.out is not None and not (ordered.purpose.strip() and ordered.recipient.strip()):
        raise NotMade("A file that leaves the house says why and for whom: give --purpose and --recipient.")
