"""The only door from blind samples to the analysis library: pairs of judgements become agreement and shares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from vapenvila.analysis.coder_agreement import (
    Agreement,
    AgreementError,
    Coefficient,
    coder_agreement,
    codings,
    share_range,
)
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits

__all__ = ["Coefficient"]  # what a page shows of a result

LEVEL = 0.95
FEW_CASES = 30  # under this many incidents the figures are a hint and no more
ANSWERS = ("not_gmi", "unknown", "suspected", "confirmed")
ORDER = ("not_gmi", "suspected", "confirmed")
STRICT, WIDE = frozenset({"confirmed"}), frozenset({"confirmed", "suspected"})
YES, NO, UNKNOWN = "yes", "no", "unknown"

What = Literal["all", "ordered", "victim", "offender", "strict", "wide"]
Sides = tuple[str, str]
Language = Literal["en", "sv"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One side judged by both. `incident` names the case: two sides of one incident stand and fall together."""

    incident: str
    side: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Agreement on one question. `kappa` is weighted where the answers are ordered; `sides` and `cases` are its n."""

    what: What
    kappa: Coefficient
    alpha: Coefficient
    same: Coefficient
    sides: int
    cases: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on agreement that is shown of a sample."""

    measured: tuple[Measured, ...]
    summary: str
    warnings: tuple[str, ...]
    cases: int

    @property
    def main(self) -> Measured:
        """Kappa of all four answers on both sides: K05."""
        return self.measured[0]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A share with the unknown as bounds: none of them counted, all of them counted; and the outer limits of both."""

    low: float
    high: float
    outer_low: float
    outer_high: float
    n: int


def figures_of(judged: Sequence[Judged], *, seed: int, language: Language) -> Figures | None:
    """Kappa, alpha and their intervals, for all answers and question by question. None when too little is judged."""
    whole = _agreement(judged, seed=seed)
    if whole is None:
        return None
    asked: list[tuple[What, Agreement | None]] = [
        ("all", whole),
        ("ordered", _agreement(judged, seed=seed, ordered=True)),
        ("victim", _agreement([one for one in judged if one.side == "victim"], seed=seed)),
        ("offender", _agreement([one for one in judged if one.side == "offender"], seed=seed)),
        ("strict", _agreement([_yes_or_no(one, STRICT) for one in judged], seed=seed)),
        ("wide", _agreement([_yes_or_no(one, WIDE) for one in judged], seed=seed)),
    ]
    return Figures(
        measured=tuple(_measured(what, found) for what, found in asked if found is not None),
        summary=whole.summary(language),
        warnings=whole.warnings(language)[:1] if whole.cases < FEW_CASES else (),
        cases=whole.cases,
    )


def kappa_of(judged: Sequence[Judged], *, seed: int) -> Measured | None:
    """Kappa of all four answers on both sides alone (K05)."""
    found = _agreement(judged, seed=seed)
    return None if found is None else _measured("all", found)


def _measured(what: What, found: Agreement) -> Measured:
    kappa = found.kappa or found.alpha
    return Measured(what, kappa, found.alpha, found.same, found.units, found.cases)


def _yes_or_no(one: Judged, counted: frozenset[str]) -> Judged:
    return Judged(one.incident, one.side, _said(one.first in counted), _said(one.second in counted))


def _said(yes: bool) -> str:
    return YES if yes else NO


def _agreement(judged: Sequence[Judged], *, seed: int, ordered: bool = False) -> Agreement | None:
    """Agreement of these pairs; in order without what either did not know. None where the method has nothing to say."""
    told = [one for one in judged if not ordered or UNKNOWN not in (one.first, one.second)]
    units = [f"{one.incident} {one.side}" for one in told]
    try:
        given = codings(
            units * 2,
            ["first"] * len(told) + ["second"] * len(told),
            [one.first for one in told] + [one.second for one in told],
            cases=[one.incident for one in told] * 2,
            order=ORDER if ordered else None,
        )
        return coder_agreement(
            given,
            rng=np.random.default_rng(seed),
            weights="linear" if ordered else "none",
            level=LEVEL,
            resamples=1,  # the interval by formula is shown, not the bootstrap's
        )
    except AgreementError:
        return None


def pair_table(judged: Sequence[Judged], side: str) -> list[list[int]]:
    """How often the second said what where the first said what; rows the first, columns the second, as in ANSWERS."""
    table = [[0] * len(ANSWERS) for _ in ANSWERS]
    for one in judged:
        if one.side == side:
            table[ANSWERS.index(one.first)][ANSWERS.index(one.second)] += 1
    return table


# Who judges → the share that is counted then.
Effects = Mapping[str, Bounds]


def effects_of(
    everyone: Mapping[str, Sides],
    first: Mapping[str, Sides],
    second: Mapping[str, Sides],
    settled: Mapping[str, Sides],
    counted: frozenset[str],
    *,
    seed: int,
) -> Effects:
    """The share of group-involved incidents, by whose judgement it is counted.

    `everyone`: what stands on both sides of every incident of the period; `first`, `second`, `settled`: of the sample.
    `against` and `for`: had every disagreement of the whole period gone one way, at the rate seen in the sample.
    """
    sample = list(second)
    others = [incident for incident in everyone if incident not in second]
    rows = {
        "first": _plain([_involved(first[one], counted) for one in sample]),
        "second": _plain([_involved(second[one], counted) for one in sample]),
        "settled": _plain([_involved(settled[one], counted) for one in sample]),
        "counted": _plain([_involved(sides, counted) for sides in everyone.values()]),
    }
    a = [_involved(first[one], counted) for one in sample]
    b = [_involved(second[one], counted) for one in sample]
    alone = [_involved(everyone[one], counted) for one in others]
    ways: dict[str, Callable[[bool, bool], bool]] = {
        "by_second": lambda _, other: other,
        "against": lambda one, other: one and other,
        "for": lambda one, other: one or other,
    }
    for name, way in ways.items():
        rows[name] = _drawn(a, b, alone, way, seed=seed)
    return rows


def _involved(sides: Sides, counted: frozenset[str]) -> str:
    """Whether an incident is counted: a side is; and unknown where none is and one could be."""
    if any(side in counted for side in sides):
        return YES
    return UNKNOWN if UNKNOWN in sides else NO


def _plain(said: Sequence[str]) -> Bounds:
    n, yes = len(said), said.count(YES)
    most = yes + said.count(UNKNOWN)
    lows, highs = binomial_limits([yes, most], [n, n], LEVEL)
    return Bounds(yes / n, most / n, float(lows[0]), float(highs[1]), n)


def _drawn(
    first: Sequence[str],
    second: Sequence[str],
    alone: Sequence[str],
    way: Callable[[bool, bool], bool],
    *,
    seed: int,
) -> Bounds:
    """Both bounds of the share of all, the disagreement of the sample carried over to those only one person judged."""
    ends = []
    for counted in ((YES,), (YES, UNKNOWN)):
        one = [_said(said in counted) for said in first]
        other = [_said(way(a in counted, b in counted)) for a, b in zip(first, second, strict=True)]
        rest = [_said(said in counted) for said in alone]
        found = share_range(
            one + rest,
            [*other, *([None] * len(rest))],
            counts=(YES,),
            name="",
            rng=np.random.default_rng(seed),
            level=LEVEL,
        )
        ends.append(found.drawn)
    low, high = ends
    return Bounds(low.share, high.share, low.low, high.high, low.n)
