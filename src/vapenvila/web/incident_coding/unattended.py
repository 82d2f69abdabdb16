"""Agreement in a blind sample from the command line: under the rights of whoever stands for it, and on record."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone, translation

from vapenvila.rules.rights import Right, may
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.incident_coding.agreement import AgreementSheet, agreement_sheet
from vapenvila.web.incident_coding.queries.blind import SampleProgress, samples_of
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import programme_by_slug, reader_of
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.blind import blind_incidents


class NotTold(Exception):  # noqa: N818 - its text is a sentence for whoever typed the command
    """Why nothing is told."""


def agreement_in_sample(
    *, programme: str, by: str, number: int | None, language: str, at: datetime | None = None
) -> dict[str, Any]:
    """What the page of a finished sample says, as plain values; the newest finished one where no number is given."""
    now = at or timezone.now()
    found, person = (
        programme_by_slug(programme),
        User.objects.filter(email__iexact=by, is_active=True).first(),
    )
    if found is None:
        raise NotTold(f"There is no programme called {programme}.")
    if person is None:
        raise NotTold(f"Nobody signs in as {by}.")
    with acting(user=person.pk, programmes=[found.pk]), translation.override(language):
        today = timezone.localdate(now)
        if not may(reader_of(person.pk), Right.TAKE_PART_IN_REVIEW, found.pk, today=today):
            raise NotTold(f"{by} may not do this in {programme}.")
        sample = _sample(found, number)
        record(
            act="blind_sample.read",
            by=person.pk,
            at=now,
            manner=Manner.READ,
            subject_kind="blind_sample",
            subject=sample.row.pk,
            programme=found.pk,
        )
        if blind_incidents():
            raise NotTold(
                f"{by} judges incidents blind now: what others judged of them stays hidden until then."
            )
        return {"programme": found.slug, **_told(sample, agreement_sheet(sample.row, today=today))}


def _sample(programme: Programme, number: int | None) -> SampleProgress:
    samples = samples_of(programme)
    chosen = [one for one in samples if (one.finished if number is None else one.row.no == number)]
    if not chosen and number is None:
        raise NotTold(f"No blind sample of {programme.slug} is judged whole.")
    if not chosen:
        raise NotTold(f"{programme.slug} has no blind sample no. {number}.")
    if not chosen[0].finished:
        raise NotTold(
            f"Sample no. {number} is judged to {chosen[0].percent} %: nothing is told of it before it is judged whole."
        )
    return chosen[0]


def _told(sample: SampleProgress, sheet: AgreementSheet) -> dict[str, Any]:
    figures = sheet.figures
    return {
        "sample": sample.row.no,
        "incidents": sample.row.size,
        "first_day": sample.row.first_day.isoformat(),
        "last_day": sample.row.last_day.isoformat(),
        "seed": sample.row.seed,
        "summary": figures.summary if figures else None,
        "warnings": list(figures.warnings) if figures else [],
        "measured": [{**asdict(one), "question": str(words)} for words, one in sheet.measured],
        "shares": [
            {"who": str(row.who), "strict": asdict(row.strict), "wide": asdict(row.wide)}
            for row in sheet.effects
        ],
        "differ": len(sheet.differing),
        "unsettled": sheet.unsettled,
    }
