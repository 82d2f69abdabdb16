"""What a finished sample says: agreement, the pairs, and what disagreement does to the share of group-involved incidents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vapenvila.web.incident_coding import engine
from vapenvila.web.incident_coding.models import BlindSample
from vapenvila.web.incident_coding.queries.blind import Pair, judged_sides, pairs_of
from vapenvila.web.reviews.vocabulary import GroupLink, Side

ASKED: dict[str, Promise] = {
    "all": _("All four answers, both sides (K05)"),
    "ordered": _("From no link to confirmed, unknown left out; far apart counts more (weighted)"),
    "victim": _("Victim's side alone"),
    "offender": _("Offender's side alone"),
    "strict": _("Confirmed or not (strict)"),
    "wide": _("Confirmed or suspected, or not (wide)"),
}
WHO: dict[str, Promise] = {
    "first": _("The first coder, in the sample"),
    "second": _("The second coder, in the sample"),
    "settled": _("As settled, in the sample"),
    "counted": _("As it stands, all incidents of the period"),
    "by_second": _("Had the second coder judged all of the period"),
    "against": _("Had every disagreement of the period gone against a link"),
    "for": _("Had every disagreement of the period gone for a link"),
}


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One way of judging, and the share that is counted then."""

    who: Promise
    strict: engine.Bounds
    wide: engine.Bounds


@dataclass(frozen=True, slots=True)
class PairTable:
    """How often the second said what where the first said what, for one side."""

    side: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, bool], ...]], ...]  # name, (count, whether it is agreement)


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """Everything on the page of a finished sample."""

    pairs: tuple[Pair, ...]
    figures: engine.Figures | None
    measured: tuple[tuple[Promise, engine.Measured], ...]
    tables: tuple[PairTable, ...]
    effects: tuple[EffectRow, ...]

    @property
    def differing(self) -> list[Pair]:
        """Sides judged differently."""
        return [pair for pair in self.pairs if pair.differ]

    @property
    def unsettled(self) -> int:
        """How many of them nobody has settled."""
        return sum(pair.settled is None for pair in self.differing)

    @property
    def other_group(self) -> int:
        """Sides whose link is judged alike, and whose group is named otherwise."""
        return sum(pair.other_group for pair in self.pairs)


def agreement_sheet(sample: BlindSample, *, today: date) -> AgreementSheet:
    """The sheet of a sample that both have judged whole."""
    pairs = pairs_of(sample)
    judged = judged_of(pairs)
    language: engine.Language = "sv" if (get_language() or "sv").startswith("sv") else "en"
    figures = engine.figures_of(judged, seed=sample.seed, language=language)
    return AgreementSheet(
        pairs=tuple(pairs),
        figures=figures,
        measured=tuple((ASKED[one.what], one) for one in figures.measured) if figures else (),
        tables=tuple(_table(judged, side) for side in Side),
        effects=_effects(sample, pairs, today=today),
    )


def judged_of(pairs: Sequence[Pair]) -> list[engine.Judged]:
    """The pairs as the engine takes them."""
    return [
        engine.Judged(str(pair.item.incident_id), pair.side.value, pair.first.status, pair.second.status)
        for pair in pairs
    ]


def _table(judged: Sequence[engine.Judged], side: Side) -> PairTable:
    names = tuple(str(GroupLink(answer).label) for answer in engine.ANSWERS)
    counts = engine.pair_table(judged, side.value)
    rows = tuple(
        (name, tuple((n, row == column) for column, n in enumerate(counts[row])))
        for row, name in enumerate(names)
    )
    return PairTable(str(side.label), names, rows)


def _effects(sample: BlindSample, pairs: Sequence[Pair], *, today: date) -> tuple[EffectRow, ...]:
    first: dict[str, dict[str, str]] = {}
    second: dict[str, dict[str, str]] = {}
    settled: dict[str, dict[str, str]] = {}
    for pair in pairs:
        incident = str(pair.item.incident_id)
        first.setdefault(incident, {})[pair.side] = pair.first.status
        second.setdefault(incident, {})[pair.side] = pair.second.status
        settled.setdefault(incident, {})[pair.side] = pair.stands
    standing = judged_sides(sample.programme, sample.first_day, sample.last_day, today=today)
    everyone = {str(pk): sides for pk, sides in standing.items()}
    of = partial(engine.effects_of, everyone, _both(first), _both(second), _both(settled), seed=sample.seed)
    strict, wide = of(engine.STRICT), of(engine.WIDE)
    return tuple(EffectRow(who, strict[key], wide[key]) for key, who in WHO.items())


def _both(sides: dict[str, dict[str, str]]) -> dict[str, engine.Sides]:
    return {one: (said[Side.VICTIM], said[Side.OFFENDER]) for one, said in sides.items()}
