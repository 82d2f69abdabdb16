"""What was said of the made-up city's groups through the years: chains of statements, renewed as a real city would.

Every statement has a source a day older than itself. Renewals come about ten months apart, so that the picture can be asked
for as it was known on any day since the programme began; a few are let go late, run out soon or are disputed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from vapenvila.rules.group_statement import Says, review_due
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.vocabulary import Basis, EndedAs, Nature
from vapenvila.web.partners.models import Programme

RENEWED_AFTER = timedelta(days=290)
LATE_BY, SOON_LEFT = timedelta(days=6), timedelta(days=9)
A_YEAR = timedelta(days=365)

GRADES = (
    Grade(Reliability.B, Credibility.PROBABLE),
    Grade(Reliability.A, Credibility.CONFIRMED),
    Grade(Reliability.B, Credibility.POSSIBLE),
    Grade(Reliability.C, Credibility.PROBABLE),
)
SOURCES = (
    ("Gruppgenomgång", Basis.GROUP_AUDIT),
    ("Underrättelserapport till veckogenomgången", Basis.INTELLIGENCE),
    ("Fältgruppens månadsrapport", Basis.OUTREACH),
    ("Utredningsläge vid samordningsmötet", Basis.INVESTIGATION),
)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who states, in which programme, from when on, and the present moment."""

    programme: Programme
    analyst: User
    began: date
    now: datetime

    @property
    def today(self) -> date:
        """The day on which the city is shown."""
        return self.now.date()

    def chain(
        self,
        table: type[Statement],
        says: Says,
        number: int,
        *,
        from_on: date,
        to_on: date | None = None,
        newest: date | None = None,
        **what: Any,
    ) -> Iterator[Statement]:
        """The same said again and again, the earliest first; `newest` = day of the last source."""
        last = newest or self.today - timedelta(days=20 + (number * 37) % 240)
        days = [last]
        earliest = max(from_on, self.began) + timedelta(days=3)
        while days[-1] - RENEWED_AFTER >= earliest:
            days.append(days[-1] - RENEWED_AFTER)
        before: Statement | None = None
        for place, day in enumerate(reversed(days)):
            row = self._row(
                table, says, number + place, from_on, to_on, max(day, to_on or day, from_on), what
            )
            if before is not None:
                before.ended_at, before.ended_as, before.ended_by = (
                    row.recorded_at,
                    EndedAs.SUPERSEDED.value,
                    self.analyst,
                )
                row.supersedes = before
            yield row
            before = row

    def _row(
        self,
        table: type[Statement],
        says: Says,
        number: int,
        from_on: date,
        to_on: date | None,
        source_on: date,
        what: dict[str, Any],
    ) -> Statement:
        grade = what.get("grade") or GRADES[number % len(GRADES)]
        source, basis = SOURCES[number % len(SOURCES)]
        recorded = datetime.combine(
            source_on + timedelta(days=1), time(9, 15), ZoneInfo(self.programme.time_zone)
        )
        said = {name: value for name, value in what.items() if name != "grade"}
        return table(
            programme=self.programme,
            from_on=from_on,
            to_on=to_on,
            source=f"{source} {source_on:%Y-%m}",
            source_on=source_on,
            basis=basis.value,
            reliability=grade.reliability.value,
            credibility=grade.credibility.value,
            nature=(Nature.FACT if grade.credibility == 1 else Nature.ASSESSMENT).value,
            author=self.analyst,
            recorded_at=min(recorded, self.now),
            review_by=review_due(says, source_on=source_on, grade=grade),
            **said,
        )
