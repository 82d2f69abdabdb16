"""What the page of deletion shows: counts that are due now and soon, and the certificates of what was deleted."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise

from vapenvila.rules.retention_table import REGIMES, Regime
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.partners.models import Room
from vapenvila.web.retention.certificates import certificates_of
from vapenvila.web.retention.models import RetentionCertificate
from vapenvila.web.retention.registry import KeptRecord, Level, Retained, Scope, kinds

SOON = timedelta(days=30)
CERTIFICATES_SHOWN = 30
KEPT_SHOWN = 200


@dataclass(frozen=True, slots=True)
class DueLine:
    """One kind under one regime: how many records are due now, and how many more within a month."""

    name: Promise | str
    regime: Regime
    now: int
    soon: int

    @property
    def data(self) -> str:
        """The regime's words, English source text."""
        return str(REGIMES[self.regime].data)

    @property
    def rule(self) -> str:
        """Where the regime is written."""
        return REGIMES[self.regime].lagrum


@dataclass(frozen=True, slots=True)
class DuePart:
    """The lines of one scope."""

    level: Level
    lines: tuple[DueLine, ...]

    @property
    def now(self) -> int:
        """All that is due."""
        return sum(line.now for line in self.lines)


def _lines(kind: Retained, scope: Scope, at: datetime) -> list[DueLine]:
    now = Counter(due.regime for due in kind.due(scope, at))
    later = Counter(due.regime for due in kind.due(scope, at + SOON))
    applies = [regime for regime in kind.regimes if _holds_in(regime, scope)]
    regimes = dict.fromkeys([*applies, *now, *later])
    return [
        DueLine(kind.name, regime, now[regime], max(0, later[regime] - now[regime])) for regime in regimes
    ]


def _holds_in(regime: Regime, scope: Scope) -> bool:
    """Whether the regime can apply there: a rule for one kind of agency says nothing in another's room."""
    return REGIMES[regime].held_in in (None, scope.agency)


def due_part(scope: Scope, *, at: datetime) -> DuePart:
    """A dry count in a scope this transaction sees: the same question the deletion asks."""
    lines = [line for kind in kinds(scope.level) for line in _lines(kind, scope, at)]
    return DuePart(scope.level, tuple(lines))


@dataclass(frozen=True, slots=True)
class KeptHere:
    """What recorded events keep in the own room. `records` is empty for those who may not look through its persons."""

    records: tuple[KeptRecord, ...]
    number: int
    duties: int


def kept_here(scope: Scope, *, at: datetime, by_name: bool) -> KeptHere:
    """Records whose last day events have moved; by pseudonym only where the reader may see the room's list of persons."""
    found = [one for kind in kinds(scope.level) if kind.kept for one in kind.kept(scope, at)]
    shown = tuple(found[:KEPT_SHOWN]) if by_name else ()
    return KeptHere(shown, len(found), sum(one.duty for one in found))


def scopes_in_sight(programme: UUID, room: Room | None) -> list[Scope]:
    """The house, the programme, and the reader's own room. No page counts in another room."""
    found = [Scope(), Scope(programme)]
    if room is not None:
        found.append(Scope(programme, room.pk, AgencyKind(room.agency.kind)))
    return found


def certificates_in_sight(programme: UUID, room: Room | None) -> list[RetentionCertificate]:
    """The newest certificates of the programme, the own room and the house."""
    rows = [
        row
        for scope in scopes_in_sight(programme, room)
        for row in certificates_of(scope)[:CERTIFICATES_SHOWN]
    ]
    return sorted(rows, key=lambda row: row.issued_at, reverse=True)[:CERTIFICATES_SHOWN]


def certificate_in_sight(certificate: UUID) -> RetentionCertificate | None:
    """One certificate, if the wall lets it through."""
    return RetentionCertificate.objects.filter(pk=certificate).first()
