"""How safe do people feel here, where few were asked? Small areas that borrow strength from all.

Each area's share is drawn towards the mean of all, the more the fewer its answers. The areas' true shares are taken to be
spread as a beta distribution; round which mean and how much is not known, so every mean and spread count by how well they
explain the answers, with the uniform shrinkage prior (C. L. Christiansen and C. N. Morris (1997), "Hierarchical Poisson
regression modeling", Journal of the American Statistical Association 92, 618–632; J. N. K. Rao and I. Molina (2015), "Small
Area Estimation", chapters 9 and 10). Taking the one best spread for the truth makes intervals far too narrow, taking the
mean for known somewhat so. The effective number of answers stands for n, as in Korn and Graubard 1998.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special

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
from vapenvila.analysis.safety_survey.spreads import Spreads, spreads
from vapenvila.analysis.wording import Language, check_language, percent


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
    """All areas by name, never by rank. `whole`: all together. `worth`: the mean weighs as so many answers in each area
    (median over the spreads that explain the answers). `unplaced`: answers without an area; they count in the whole alone."""

    areas: tuple[AreaShare, ...]
    whole: SurveyShare
    worth: float
    level: float
    unplaced: int = 0

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
        if self.unplaced:
            said.append(say("areas_unplaced", chosen, n=self.unplaced))
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
                "without_area": self.unplaced,
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

    `answers`, `areas` and the design: (n,). An area where nobody answered gets what the others say of it; who has no area
    (an empty text) counts in the whole alone. Raises
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
        for name in np.unique(where[where != ""])
    }
    round_what = spreads([each for each in direct.values() if each is not None])
    return AreaShares(
        areas=tuple(_drawn(name, each, whole.share, round_what, level) for name, each in direct.items()),
        whole=whole,
        worth=round_what.worth,
        level=level,
        unplaced=int((known & (where == "")).sum()),
    )


def _drawn(
    name: str, direct: SurveyShare | None, whole: float, round_what: Spreads, level: float
) -> AreaShare:
    if whole in (0.0, 1.0):  # everybody everywhere answered alike
        low, high = (0.0, 1.0) if direct is None else (direct.low, direct.high)
        return AreaShare(name, direct, whole, low, high)
    n = 0.0 if direct is None else direct.effective
    x = 0.0 if direct is None else direct.share * n
    a, b = round_what.means * round_what.worths + x, (1.0 - round_what.means) * round_what.worths + n - x
    tail = (1.0 - level) / 2.0

    def quantile(share: float) -> float:
        return float(optimize.brentq(lambda p: float(special.betainc(a, b, p).mean()) - share, 0.0, 1.0))

    return AreaShare(name, direct, float((a / (a + b)).mean()), quantile(tail), quantile(1.0 - tail))
