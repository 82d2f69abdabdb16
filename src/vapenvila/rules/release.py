"""When figures may become public: complete, old enough, without small numbers, and released by a second person (S29)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may

THRESHOLD = 5  # convention, unsourced (domain.md section 13)
DELAY = timedelta(days=30)  # no fresh incidents; convention, unsourced
MOST_YEARS = 20


class PublicationState(StrEnum):
    """Where a publication stands."""

    PROPOSED = "proposed"
    RELEASED = "released"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


NEXT_STATES: dict[PublicationState, frozenset[PublicationState]] = {
    PublicationState.PROPOSED: frozenset({PublicationState.RELEASED, PublicationState.REFUSED}),
    PublicationState.RELEASED: frozenset({PublicationState.WITHDRAWN}),
    PublicationState.REFUSED: frozenset(),
    PublicationState.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFacts:
    """What a public table must say about itself, and the smallest number it shows above 0 (None = none)."""

    n: int
    first_day: date
    last_day: date
    definition: str
    vintage: date
    level: float
    smallest_shown: int | None


def may_be_period(first_year: int, last_year: int, *, today: date) -> Decision:
    """Whether figures of these whole calendar years may be proposed."""
    if last_year < first_year:
        return refuse(say("The last year lies before the first."))
    if last_year - first_year >= MOST_YEARS:
        return refuse(say("A table covers at most twenty years. Choose fewer."))
    if date(last_year, 12, 31) + DELAY >= today:
        return refuse(
            say("Figures become public 30 days after the year has ended, so that no fresh incident shows.")
        )
    return allow(say("These years may be proposed."))


def is_complete(facts: FigureFacts) -> Decision:
    """Whether the table says all that a public number must say, and shows no small number."""
    if facts.n < THRESHOLD:
        return refuse(say("There are so few incidents in all that no table of them can be public."))
    if not facts.definition.strip():
        return refuse(
            say("Adopt a counting rule first. A public number says by which definition it is counted.")
        )
    if not 0 < facts.level < 1:
        return refuse(say("A public number comes with an interval."))
    if facts.vintage < facts.last_day:
        return refuse(say("The data were taken before the period ended."))
    if facts.smallest_shown is not None and facts.smallest_shown < THRESHOLD:
        return refuse(say("The table shows a number that is too small to be public."))
    return allow(say("The table says what it stands on, and shows no small number."))


def may_decide(
    reader: Reader,
    *,
    proposed_by: UUID,
    programme: UUID,
    state: PublicationState,
    to: PublicationState,
    today: date,
) -> Decision:
    """Whether the reader may release or refuse what somebody else has proposed."""
    decision = may(reader, Right.RELEASE_FIGURES, programme, today=today)
    if not decision:
        return decision
    if to not in NEXT_STATES[state]:
        return refuse(say("This has already been decided."))
    if reader.user == proposed_by:
        return refuse(say("A second person releases. You proposed these figures yourself."))
    return allow(say("You may decide on these figures."))


def may_withdraw(
    reader: Reader, *, programme: UUID, state: PublicationState, reason: str, today: date
) -> Decision:
    """Whether released figures may be taken back. The number stays, the figures go, the reason is public."""
    decision = may(reader, Right.RELEASE_FIGURES, programme, today=today)
    if not decision:
        return decision
    if PublicationState.WITHDRAWN not in NEXT_STATES[state]:
        return refuse(say("Only released figures can be withdrawn."))
    if not reason.strip():
        return refuse(say("Write why the figures are withdrawn. Everybody can read it."))
    return allow(say("The figures may be withdrawn."))
