"""How safe do people feel here, where few were asked? Small areas that borrow strength from all.

Each area's share is drawn towards that of the whole, the more the fewer its answers. The areas' true shares are taken to be
spread as a beta distribution round the whole; how much they are spread is not known, so every spread counts by how well it
explains the answers, with the uniform shrinkage prior (C. L. Christiansen and C. N. Morris (1997), "Hierarchical Poisson
regression modeling", Journal of the American Statistical Association 92, 618–632; J. N. K. Rao and I. Molina (2015), "Small
Area Estimation", chapters 9 and 10). Taking the one best spread for the truth makes intervals far too narrow. The effective
number of answers stands for n, as in Korn and Graubard 1998.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special, stats

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.safety_survey.sentences import say
from vapenvila.analysis.safety_survey.share import (
    Question,
    SurveyError,
    SurveyShare,
    checked_codes,
    design_of,
    share_of,
)
from vapenvila.analysis.wording import Language, check_language, percent

_GRID = 200
FEWEST_AREAS = 3


@dataclass(frozen=True, slots=True)
class AreaShare:
    """One area: its own share (None when nobody there answered), the share drawn towards the whole, and its interval."""

    area: str
    direct: SurveyShare | None
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AreaShares:
    """All areas by name, never by rank. `whole`: all together. `worth`: the whole weighs as so many answers in each area
    (median over the spreads that explain the answers)."""

    areas: tuple[AreaShare, ...]
    whole: SurveyShare
    worth: float
    level: float

    def summary(self, language: Language = "en") -> str:
        """Whether the areas can be told apart at all."""
        chosen = check_language(language)
        apart = sum(a.low > self.whole.share or a.high < self.whole.share for a in self.areas)
        return say(
            "areas_apart" if apart else "areas_alike",
            chosen,
            areas=len(self.areas),
            apart=apart,
            share=percent(self.whole.share, chosen),
            level=percent(self.level, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        silent = sum(area.direct is None for area in self.areas)
        said = [say("areas_shrunk", chosen)]
        if silent:
            said.append(say("areas_silent", chosen, silent=silent))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values; the estimate is the share of the whole."""
        return as_json(
            method="survey_areas",
            estimate=self.whole.share,
            estimate_name="share of the whole",
            interval=(self.whole.low, self.whole.high),
            level=self.level,
            p_value=None,
            n=self.whole.n,
            warnings=self.warnings(language),
            details={
                "areas": [
                    {
                        "area": area.area,
                        "n": 0 if area.direct is None else area.direct.n,
                        "direct": None if area.direct is None else area.direct.share,
                        "share": area.share,
                        "interval": [area.low, area.high],
                    }
                    for area in self.areas
                ],
                "worth": self.worth,
            },
        )


def area_shares(
    answers: ArrayLike,
    areas: ArrayLike,
    *,
    yes: Collection[float],
    dont_know: Collection[float] = (),
    weights: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    level: float = 0.95,
) -> AreaShares:
    """Share of yes in each area, drawn towards the share of all.

    `answers`, `areas` and the design: (n,). An area where nobody answered gets what the others say of it. Raises
    SurveyError as `survey_share`, and for fewer than three areas with answers: nothing is known of how areas differ.
    """
    codes, where = checked_codes(answers), np.asarray(areas).astype(str)
    if where.shape != codes.shape:
        raise SurveyError(
            f"There are {len(codes)} answers and {len(where)} areas; there must be as many of each."
        )
    question = Question(tuple(yes), tuple(dont_know), level, weights is not None)
    design = design_of(len(codes), weights, strata, clusters)
    whole = share_of(codes, design, question, None)
    known = np.isfinite(codes) & ~np.isin(codes, question.dont_know)
    direct = {
        str(name): share_of(codes, design, question, where == name)
        if (known & (where == name)).any()
        else None
        for name in np.unique(where)
    }
    worths, weights_of = _spreads([each for each in direct.values() if each is not None], whole.share)
    return AreaShares(
        areas=tuple(
            _drawn(name, each, whole.share, worths, weights_of, level) for name, each in direct.items()
        ),
        whole=whole,
        worth=float(worths[np.searchsorted(np.cumsum(weights_of), 0.5)]),
        level=level,
    )


def _drawn(
    name: str,
    direct: SurveyShare | None,
    mean: float,
    worths: NDArray[np.float64],
    weights: NDArray[np.float64],
    level: float,
) -> AreaShare:
    if mean in (0.0, 1.0):  # everybody everywhere answered alike
        low, high = (0.0, 1.0) if direct is None else (direct.low, direct.high)
        return AreaShare(name, direct, mean, low, high)
    n = 0.0 if direct is None else direct.effective
    x = 0.0 if direct is None else direct.share * n
    a, b = mean * worths + x, (1.0 - mean) * worths + n - x
    tail = (1.0 - level) / 2.0

    def quantile(share: float) -> float:
        return float(optimize.brentq(lambda p: float(weights @ stats.beta.cdf(p, a, b)) - share, 0.0, 1.0))

    return AreaShare(name, direct, float(weights @ (a / (a + b))), quantile(tail), quantile(1.0 - tail))


def _spreads(direct: list[SurveyShare], mean: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(g,) what the whole may be worth in an area, in answers, and (g,) how much each counts; they sum to 1."""
    if len(direct) < FEWEST_AREAS:
        raise SurveyError(
            f"{len(direct)} areas have answers; at least {FEWEST_AREAS} are needed to see how areas differ."
        )
    counts = np.array([each.effective for each in direct])
    successes = np.array([each.share for each in direct]) * counts
    shrinkage = (
        np.arange(_GRID) + 0.5
    ) / _GRID  # share of the weight that the whole has in the median area: uniform
    worths = float(np.median(counts)) * shrinkage / (1.0 - shrinkage)
    if mean in (0.0, 1.0):
        return worths, np.full(_GRID, 1.0 / _GRID)
    a, b = mean * worths[:, None], (1.0 - mean) * worths[:, None]
    likelihood = (special.betaln(successes + a, counts - successes + b) - special.betaln(a, b)).sum(axis=1)
    weights = np.exp(likelihood - likelihood.max())
    return worths, weights / weights.sum()
