"""How many cases must be judged twice for kappa to be known this well?

Judgements are supposed to agree beyond chance with kappa, both coders using the categories as often as given: pairs come as
κ·diag(p) + (1 − κ)·p pᵀ. Units of one case are alike with correlation ρ, so m of them count as m/(1 + (m − 1)ρ).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.coder_agreement.chance_corrected import disagreement_weights
from vapenvila.analysis.coder_agreement.codings import AgreementError
from vapenvila.analysis.coder_agreement.limits import FEWEST_CASES, width_of
from vapenvila.analysis.coder_agreement.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, percent

MOST = 100_000


@dataclass(frozen=True, slots=True)
class WantedSample:
    """How many cases to judge twice. `cases`: for the width. `drawn`: no more than there are; `width`: what they give."""

    kappa: float
    wanted_width: float
    cases: int
    drawn: int
    width: float
    level: float

    def summary(self, language: Language = "en") -> str:
        """How many, and what it supposes."""
        chosen = check_language(language)
        text = say(
            "wanted_sample",
            chosen,
            cases=self.cases,
            width=number(self.wanted_width, chosen),
            level=percent(self.level, chosen),
            kappa=number(self.kappa, chosen),
        )
        if self.drawn == self.cases:
            return text
        return f"{text} {say('all_wanted', chosen, there=self.drawn, width=number(self.width, chosen))}"


def wanted_sample(
    width: float,
    *,
    kappa: float,
    shares: Sequence[float],
    there_are: int,
    units_per_case: int = 1,
    alike: float = 0.0,
    level: float = 0.95,
) -> WantedSample:
    """The fewest cases whose interval of kappa is expected to be `width` wide or less.

    `shares`: how common each category is; need not sum to 1. `there_are`: cases that can be drawn. `units_per_case` (m) and
    `alike` (ρ): judgements of one case, and how alike they are. Raises AgreementError for what cannot be.
    """
    p = np.asarray(shares, dtype=np.float64)
    _checked(width, kappa, p, there_are, units_per_case, alike, level)
    p = p / p.sum()
    variance = _variance_of_one(kappa, p)
    effective = units_per_case / (1.0 + (units_per_case - 1) * alike)

    def width_with(cases: int) -> float:
        error = sqrt(variance / (effective * (cases - 1.0)))
        return width_of(kappa, error, cases, level)

    low, high = FEWEST_CASES, FEWEST_CASES
    while width_with(high) > width and high < MOST:
        low, high = high, min(high * 2, MOST)
    while low < high:
        middle = (low + high) // 2
        if width_with(middle) <= width:
            high = middle
        else:
            low = middle + 1
    drawn = min(high, there_are)
    return WantedSample(kappa, width, high, drawn, width_with(drawn), level)


def width_of_sample(
    cases: int,
    *,
    kappa: float,
    shares: Sequence[float],
    units_per_case: int = 1,
    alike: float = 0.0,
    level: float = 0.95,
) -> float:
    """How wide the interval of kappa is expected to be with so many cases judged twice."""
    p = np.asarray(shares, dtype=np.float64)
    _checked(1.0, kappa, p, cases, units_per_case, alike, level)
    effective = units_per_case / (1.0 + (units_per_case - 1) * alike)
    error = sqrt(_variance_of_one(kappa, p / p.sum()) / (effective * (cases - 1.0)))
    return width_of(kappa, error, cases, level)


def _variance_of_one(kappa: float, p: NDArray[np.float64]) -> float:
    """Variance of kappa for one unit, times the number of units: that of Fleiss, Cohen and Everitt under the model."""
    v = disagreement_weights(len(p), "none")
    pairs = kappa * np.diag(p) + (1.0 - kappa) * np.outer(p, p)
    seen, by_chance = float((pairs * v).sum()), float(p @ v @ p)
    moves = (v - seen) * by_chance - seen * ((v @ p)[None, :] + (v @ p)[:, None] - 2.0 * by_chance)
    return float((pairs * (moves / by_chance**2) ** 2).sum())


def _checked(
    width: float,
    kappa: float,
    p: NDArray[np.float64],
    there_are: int,
    units_per_case: int,
    alike: float,
    level: float,
) -> None:
    if not 0.0 < width < 2.0:
        raise AgreementError(
            f"The width is {width:g}; kappa reaches from −1 to 1, so give something between 0 and 2."
        )
    if not 0.0 <= kappa < 1.0:
        raise AgreementError(f"Kappa is supposed to be {kappa:g}; give 0 or more and less than 1.")
    if p.ndim != 1 or (p < 0).any() or not np.isfinite(p).all() or (p > 0).sum() < 2:
        raise AgreementError(
            "Give how common each category is: numbers of 0 or more, at least two of them above 0."
        )
    if there_are < FEWEST_CASES:
        raise AgreementError(f"There are {there_are} cases; at least {FEWEST_CASES} must be judged twice.")
    if units_per_case < 1 or not 0.0 <= alike <= 1.0:
        raise AgreementError("A case has at least one judgement, and they are alike by 0 to 1.")
    if not 0.0 < level < 1.0:
        raise AgreementError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
