"""How many feel safe? A share of a survey with the interval its design gives, and what the don't-knows could do to it.

Interval: Clopper and Pearson's with the effective number of answers (E. L. Korn and B. I. Graubard (1998), "Confidence
intervals for proportions with small expected number of positive counts estimated from survey data", Survey Methodology 24,
193–201). Bounds for don't-know: all of them yes, all of them no (C. F. Manski (1989), "Anatomy of the selection problem",
Journal of Human Resources 24, 343–360).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.safety_survey.design_variance import Design, linearised_variance, numbered
from vapenvila.analysis.safety_survey.sentences import say
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.analysis.wording import Language, check_language, number, percent

FEWEST_ANSWERS = 30  # convention: below this a share of a survey is a hint


class SurveyError(InputError):
    """Answers, weights or design the method cannot use; the sentence says which and what is allowed."""


@dataclass(frozen=True, slots=True)
class SurveyShare:
    """A share of those who answered. `low`, `high`: its interval; `if_no`, `if_yes`: the share were every don't-know a no, a
    yes. `n`: who answered; `dont_know`; `missing`: left empty. `effective`: answers of a simple random sample that would be
    as sure. `standard_error` comes from the design.
    """

    share: float
    low: float
    high: float
    level: float
    standard_error: float
    n: int
    dont_know: int
    missing: int
    if_no: float
    if_yes: float
    effective: float
    freedom: int
    weighted: bool

    def summary(self, language: Language = "en") -> str:
        """The share in one or two sentences."""
        chosen = check_language(language)
        return say(
            "share_with_bounds" if self.dont_know else "share",
            chosen,
            n=self.n,
            share=percent(self.share, chosen),
            level=percent(self.level, chosen),
            low=percent(self.low, chosen),
            high=percent(self.high, chosen),
            dont_know=self.dont_know,
            if_no=percent(self.if_no, chosen),
            if_yes=percent(self.if_yes, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        said = []
        if self.n < FEWEST_ANSWERS:
            said.append(say("few_answers", chosen, n=self.n))
        if not self.weighted:
            said.append(say("no_weights", chosen))
        if self.missing:
            said.append(say("left_empty", chosen, missing=self.missing))
        if self.effective < self.n / 2:
            said.append(say("design_costs", chosen, n=self.n, effective=number(self.effective, chosen, 0)))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="survey_share",
            estimate=self.share,
            estimate_name="share",
            interval=(self.low, self.high),
            level=self.level,
            p_value=None,
            n=self.n,
            warnings=self.warnings(language),
            details={
                "standard_error": self.standard_error,
                "dont_know": self.dont_know,
                "missing": self.missing,
                "bounds": [self.if_no, self.if_yes],
                "effective": self.effective,
                "degrees_of_freedom": self.freedom,
            },
        )


def survey_share(
    answers: ArrayLike,
    *,
    yes: Collection[float],
    dont_know: Collection[float] = (),
    weights: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    among: ArrayLike | None = None,
    level: float = 0.95,
) -> SurveyShare:
    """Share whose answer is one of `yes`, among those who know.

    `answers`: (n,) codes, nan where left empty. `weights`, `strata`, `clusters`: (n,), those of the whole sample. `among`:
    (n,) truth, a part of the sample; the design stays that of the whole. Raises SurveyError for lengths that differ,
    weights that are not above 0, a code that is both yes and don't-know, or nobody who answered.
    """
    codes = checked_codes(answers)
    question = Question(tuple(yes), tuple(dont_know), level, weights is not None)
    return share_of(codes, design_of(len(codes), weights, strata, clusters), question, among)


@dataclass(frozen=True, slots=True)
class Question:
    """What counts as yes and as don't know, and how sure the interval is to be."""

    yes: tuple[float, ...]
    dont_know: tuple[float, ...]
    level: float
    weighted: bool

    def __post_init__(self) -> None:
        if set(self.yes) & set(self.dont_know):
            raise SurveyError("A code cannot mean both yes and don't know.")
        if not self.yes or not 0.0 < self.level < 1.0:
            raise SurveyError("Give at least one code that means yes, and a level between 0 and 1.")


def share_of(
    codes: NDArray[np.float64], design: Design, question: Question, among: ArrayLike | None
) -> SurveyShare:
    """As `survey_share`, with design and question made before."""
    inside = np.ones(len(codes), np.bool_) if among is None else np.asarray(among, dtype=np.bool_)
    if inside.shape != codes.shape:
        raise SurveyError(f"There are {len(codes)} answers and {len(inside)} marks of who is asked about.")
    unsure = inside & np.isin(codes, question.dont_know)
    known = inside & np.isfinite(codes) & ~unsure
    if not known.any():
        raise SurveyError("Nobody answered with anything but don't know; there is no share.")
    says_yes = np.isin(codes, question.yes).astype(np.float64)
    share, variance, freedom = linearised_variance(says_yes, design.of(known), design)
    effective = _effective(share, variance, int(known.sum()), freedom, question.level)
    low, high = map(float, binomial_limits(share * effective, effective, question.level))
    sure, doubt = float(design.of(known).sum()), float(design.of(unsure).sum())
    return SurveyShare(
        share=share,
        low=low,
        high=high,
        level=question.level,
        standard_error=float(np.sqrt(variance)),
        n=int(known.sum()),
        dont_know=int(unsure.sum()),
        missing=int((inside & ~np.isfinite(codes)).sum()),
        if_no=share * sure / (sure + doubt),
        if_yes=(share * sure + doubt) / (sure + doubt),
        effective=effective,
        freedom=freedom,
        weighted=question.weighted,
    )


def design_of(
    n: int, weights: ArrayLike | None, strata: ArrayLike | None, clusters: ArrayLike | None
) -> Design:
    """The design, checked; everybody alike, one stratum and each a cluster of their own where nothing is said."""
    given = np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64)
    layer = np.zeros(n, np.int64) if strata is None else numbered(np.asarray(strata))
    within = np.arange(n, dtype=np.int64) if clusters is None else numbered(np.asarray(clusters))
    for values, name in ((given, "weights"), (layer, "strata"), (within, "clusters")):
        if values.shape != (n,):
            raise SurveyError(
                f"There are {n} answers and {len(values)} {name}; there must be as many of each."
            )
    if not (np.isfinite(given) & (given > 0)).all():
        place = int(np.argmin(np.isfinite(given) & (given > 0)))
        if not np.isfinite(given[place]):
            raise SurveyError(f"weights, position {place + 1} is missing or not a number.")
        raise SurveyError(f"weights, position {place + 1}: {given[place]:g} is not above 0.")
    return Design(given, layer, numbered(layer * (within.max(initial=0) + 1) + within))


def checked_codes(answers: ArrayLike) -> NDArray[np.float64]:
    """(n,) codes as numbers, nan where left empty."""
    codes = np.asarray(answers, dtype=np.float64)
    if codes.ndim != 1 or not len(codes):
        raise SurveyError("The answers must be a plain list of codes, at least one.")
    return codes


def _effective(share: float, variance: float, n: int, freedom: int, level: float) -> float:
    """Answers of a simple random sample as sure as this one, at most as many as there are (Korn and Graubard)."""
    if variance <= 0 or share in (0.0, 1.0):
        return float(n)
    quantile = 0.5 + level / 2.0
    few = float(stats.t.ppf(quantile, n - 1) / stats.t.ppf(quantile, max(freedom, 1))) if n > 1 else 1.0
    return min(float(n), share * (1.0 - share) / variance * few**2)
