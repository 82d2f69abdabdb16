"""Proposing figures, releasing them as a second person, withdrawing them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.decision import Decision, refuse, say
from vapenvila.rules.free_text import screen
from vapenvila.rules.reader import Reader
from vapenvila.rules.release import (
    THRESHOLD,
    FigureFacts,
    PublicationState,
    is_complete,
    may_be_period,
    may_decide,
    may_withdraw,
)
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.queries.counting import count_rules
from vapenvila.web.partners.models import Programme
from vapenvila.web.reports import engine
from vapenvila.web.reports.models import Measure, Publication
from vapenvila.web.reports.queries import official_tally, published_before, row_names


class ReleaseRefused(Exception):  # noqa: N818 - read as a sentence where it is caught
    """A rule refused. `sentence` may be shown."""

    def __init__(self, decision: Decision) -> None:
        self.sentence = gettext(decision.reason)
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Which figures somebody wants to make public."""

    title: str
    measure: str
    first_year: int
    last_year: int


def _insist(decision: Decision) -> None:
    if not decision:
        raise ReleaseRefused(decision)


@transaction.atomic
def propose(*, programme: Programme, proposal: Proposal, by: User, at: datetime) -> Publication:
    """Count, protect and freeze the table. From here on nobody changes a number in it."""
    today = timezone.localdate(at)
    _insist(may_be_period(proposal.first_year, proposal.last_year, today=today))
    if screen(proposal.title):
        _insist(refuse(say("The title names a person, or something that tells of one. Choose another.")))
    _hold_the_counter(programme)
    protected = _protected(programme, proposal, today)
    definition = _definition(programme)
    _insist(is_complete(_facts(protected, proposal, definition, today)))
    made = Publication(
        programme=programme,
        state=PublicationState.PROPOSED,
        title=proposal.title.strip(),
        measure=proposal.measure,
        first_year=proposal.first_year,
        last_year=proposal.last_year,
        definition=definition,
        vintage=today,
        level=engine.LEVEL,
        threshold=THRESHOLD,
        n=protected.n,
        table=_with_names(protected.table, row_names(programme, proposal.measure), proposal.measure),
        proposed_by=by,
        proposed_at=at,
    )
    made.sha256 = engine.fingerprint(content_of(made))
    made.save(force_insert=True)
    _audit("publication.proposed", made, by, at, hidden=protected.small + protected.further)
    return made


def _facts(protected: engine.ProtectedTable, proposal: Proposal, definition: str, today: date) -> FigureFacts:
    return FigureFacts(
        n=protected.n,
        first_day=date(proposal.first_year, 1, 1),
        last_day=date(proposal.last_year, 12, 31),
        definition=definition,
        vintage=today,
        level=engine.LEVEL,
        smallest_shown=protected.smallest_shown,
    )


def _protected(programme: Programme, proposal: Proposal, today: date) -> engine.ProtectedTable:
    before = published_before(programme, proposal.measure)
    first = min([proposal.first_year, *(p.first_year for p in before)])
    last = max([proposal.last_year, *(p.last_year for p in before)])
    tally = official_tally(programme, proposal.measure, first, last, today=today)
    rows = sorted({row for row, _ in tally})
    protected = engine.protected_table(
        tally,
        rows,
        (proposal.first_year, proposal.last_year),
        earlier=[engine.Earlier(p.first_year, p.last_year, engine.shown_keys(p.table)) for p in before],
        threshold=THRESHOLD,
    )
    if protected is None:
        raise ReleaseRefused(
            refuse(
                say(
                    "With what is already public, a small number could be told by subtraction. Choose other years or "
                    "the other table."
                )
            )
        )
    return protected


def _with_names(table: engine.Table, names: dict[str, str], measure: str) -> engine.Table:
    """Areas keep the name they had; kinds are named in each reader's language."""
    if measure == Measure.BY_AREA:
        for row in table["rows"]:
            row["name"] = names.get(row["row"], "") if row["row"] else ""
    return table


def _definition(programme: Programme) -> str:
    versions = sorted(rule.version for rule in count_rules(programme))
    return ", ".join(f"v{version}" for version in versions)


def content_of(publication: Publication) -> dict[str, Any]:
    """Everything the hash stands for."""
    return {
        "title": publication.title,
        "measure": publication.measure,
        "years": [publication.first_year, publication.last_year],
        "definition": publication.definition,
        "vintage": publication.vintage.isoformat(),
        "level": publication.level,
        "threshold": publication.threshold,
        "n": publication.n,
        "table": publication.table,
    }


@transaction.atomic
def decide(*, publication: Publication, release: bool, reader: Reader, at: datetime) -> Decision:
    """Release with the programme's next number, or refuse."""
    row = Publication.objects.select_for_update().get(pk=publication.pk)
    to = PublicationState.RELEASED if release else PublicationState.REFUSED
    decision = may_decide(
        reader,
        proposed_by=row.proposed_by_id,
        programme=row.programme_id,
        state=PublicationState(row.state),
        to=to,
        today=timezone.localdate(at),
    )
    if not decision:
        return decision
    row.state, row.decided_by_id, row.decided_at = to, reader.user, at
    if release:
        _hold_the_counter(row.programme)
        last = Publication.objects.filter(programme=row.programme_id).aggregate(last=Max("number"))["last"]
        row.number = (last or 0) + 1
    row.save(update_fields=["state", "decided_by", "decided_at", "number"])
    act = "publication.released" if release else "publication.refused"
    _audit(act, row, User.objects.get(pk=reader.user), at, number=row.number)
    return decision


@transaction.atomic
def withdraw(*, publication: Publication, reason: str, reader: Reader, at: datetime) -> Decision:
    """Take released figures back: number and reason stay public, the figures go."""
    row = Publication.objects.select_for_update().get(pk=publication.pk)
    decision = may_withdraw(
        reader,
        programme=row.programme_id,
        state=PublicationState(row.state),
        reason=reason,
        today=timezone.localdate(at),
    )
    if decision and screen(reason):
        decision = refuse(
            say("The reason names a person, or something that tells of one. Everybody can read it.")
        )
    if not decision:
        return decision
    row.state, row.withdrawn_by_id, row.withdrawn_at = PublicationState.WITHDRAWN, reader.user, at
    row.reason = reason.strip()
    row.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "reason"])
    _audit("publication.withdrawn", row, User.objects.get(pk=reader.user), at, number=row.number)
    return decision


def _hold_the_counter(programme: Programme) -> None:
    """One proposal or release at a time: two tables proposed at once could together tell what neither tells alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"publication {programme.pk}"]
        )


def _audit(act: str, row: Publication, by: User, at: datetime, **details: Any) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="publication",
        subject=row.pk,
        programme=row.programme_id,
        details={
            "measure": row.measure,
            "years": f"{row.first_year}-{row.last_year}",
            "sha256": row.sha256,
            **details,
        },
    )
