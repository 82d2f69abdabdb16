"""What do several cities say together? Random effects, with limits that are honest when studies are few.

Limits by Hartung and Knapp's variance and Student's t: G. Knapp, J. Hartung (2003), Statistics in Medicine 22, 2693–2710,
never below the usual variance (C. Röver, G. Knapp, T. Friede (2015), BMC Medical Research Methodology 15:99). Where a new
city would lie: K. Nagashima, H. Noma, T. A. Furukawa (2019), Statistical Methods in Medical Research 28, 1689–1702.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.meta_analysis.sentences import say
from vapenvila.analysis.meta_analysis.spread import (
    Floats,
    between_distribution,
    between_limits,
    between_studies,
    heterogeneity,
    pooled,
)
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.checked_input import checked_level
from vapenvila.analysis.wording import Language, check_language, number, percent

_APART = 1e6  # times the smallest standard error; more has never been a study


class MetaError(InputError):
    """Studies that cannot be put together; the sentence names which."""


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """A study's effect (the logarithm, for ratios) and its standard error. `weight`: its share of the whole."""

    name: str
    effect: float
    error: float
    weight: float


@dataclass(frozen=True, slots=True)
class CombinedEffect:
    """`effect`, `low`, `high`, and where a new study would lie (None below three studies): on the scale given.

    `between`: variance of true effects between studies, with its limits. `q`: Cochran's, `q_p` its p-value. `share`: of
    the variance that is between studies (I²). `without`: the effect when a study is left out, by name. `ratios`: whether
    effects are logarithms of ratios, which are shown as ratios then.
    """

    studies: tuple[StudyEffect, ...]
    effect: float
    error: float
    low: float
    high: float
    level: float
    p_value: float
    between: float
    between_limits: tuple[float, float]
    q: float
    q_p: float
    share: float
    new_study: tuple[float, float] | None
    without: dict[str, float]
    ratios: bool

    def shown(self, value: float) -> float:
        """A value on the scale that is shown."""
        return math.exp(value) if self.ratios else value

    def summary(self, language: Language = "en") -> str:
        """The result in a few sentences."""
        chosen = check_language(language)
        none = 1.0 if self.ratios else 0.0
        low, high = self.shown(self.low), self.shown(self.high)
        said = say(
            "alike" if low <= none <= high else "apart",
            chosen,
            k=len(self.studies),
            effect=number(self.shown(self.effect), chosen),
            level=percent(self.level, chosen),
            low=number(low, chosen),
            high=number(high, chosen),
        )
        if self.new_study is None:
            return said
        limits = [number(self.shown(limit), chosen) for limit in self.new_study]
        return f"{said} {say('new', chosen, low=limits[0], high=limits[1])}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen = check_language(language)
        said = [say("published", chosen)]
        if len(self.studies) < 5:
            said.append(say("few", chosen, k=len(self.studies)))
        if self.share > 0.5:
            said.append(say("differ", chosen, share=number(100.0 * self.share, chosen, 0)))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="random_effects_meta_analysis",
            estimate=self.shown(self.effect),
            estimate_name="mean ratio" if self.ratios else "mean effect",
            interval=(self.shown(self.low), self.shown(self.high)),
            level=self.level,
            p_value=self.p_value,
            n=len(self.studies),
            warnings=self.warnings(language),
            details={
                "effect": self.effect,
                "se": self.error,
                "tau2": self.between,
                "tau2_interval": list(self.between_limits),
                "i2": self.share,
                "q": self.q,
                "q_p": self.q_p,
                "prediction": None if self.new_study is None else [self.shown(x) for x in self.new_study],
                "studies": [
                    {"name": s.name, "effect": self.shown(s.effect), "se": s.error, "weight": s.weight}
                    for s in self.studies
                ],
                "leave_one_out": {name: self.shown(effect) for name, effect in self.without.items()},
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """Forest plot: each study with its limits, and all together."""
        chosen = check_language(language)
        reach = float(stats.norm.ppf(0.5 + self.level / 2.0))
        whole = (say("chart_all", chosen), self.effect, self.low, self.high)
        each = [
            (s.name, s.effect, s.effect - reach * s.error, s.effect + reach * s.error) for s in self.studies
        ]
        return with_limits(
            [
                (name, self.shown(e), self.shown(low), self.shown(high))
                for name, e, low, high in [*each, whole]
            ],
            headings={name: say(f"chart_{name}", chosen) for name in ("name", "estimate", "low", "high")},
            none_at=1.0 if self.ratios else 0.0,
            caption=say("chart_caption", chosen, k=len(self.studies), level=percent(self.level, chosen)),
            logarithmic=self.ratios,
        )


def combine_effects(
    names: Sequence[str],
    effects: Sequence[float],
    errors: Sequence[float],
    *,
    ratios: bool = False,
    level: float = 0.95,
) -> CombinedEffect:
    """Put effects of studies together. `effects`: (k,), logarithms where `ratios`. `errors`: (k,) standard errors.

    Raises MetaError for fewer than two studies and for what is no effect with an error above 0.
    """
    checked_level(level)
    y, s = np.asarray(effects, dtype=np.float64), np.asarray(errors, dtype=np.float64)
    _refuse(names, y, s)
    k, v = len(y), s**2
    between = between_studies(y, v)
    mean, weights = pooled(y, v, between)
    usual = 1.0 / float((1.0 / (v + between)).sum())
    error = math.sqrt(usual * max(1.0, heterogeneity(y, v, between) / (k - 1)))
    reach = float(stats.t.ppf(0.5 + level / 2.0, k - 1)) * error
    q = heterogeneity(y, v)
    return CombinedEffect(
        studies=tuple(
            StudyEffect(str(n), e, d, w)
            for n, e, d, w in zip(names, y.tolist(), s.tolist(), weights.tolist(), strict=True)
        ),
        effect=mean,
        error=error,
        low=mean - reach,
        high=mean + reach,
        level=level,
        p_value=float(2.0 * stats.t.sf(abs(mean) / error, k - 1)),
        between=between,
        between_limits=between_limits(y, v, level),
        q=q,
        q_p=float(stats.chi2.sf(q, k - 1)),
        share=between / (between + _typical(v)),
        new_study=_new_study(y, v, level),
        without=_without(names, y, v),
        ratios=ratios,
    )


def _new_study(y: Floats, v: Floats, level: float) -> tuple[float, float] | None:
    """Quantiles of a new effect over what the studies leave open: their spread, their mean, and the new city's place.

    Points are spread evenly over the three by Sobol's sequence, so nothing is drawn at random.
    """
    k = len(y)
    if k < 3:
        return None
    points = stats.qmc.Sobol(3, scramble=False).random_base2(11)[1:]
    between = between_distribution(y, v, points[:, 0])
    weights = 1.0 / (v + between[:, None])
    total = weights.sum(axis=1)
    mean = (weights @ y) / total
    q = (weights * (y - mean[:, None]) ** 2).sum(axis=1)
    error = np.sqrt(np.maximum(1.0, q / (k - 1)) / total)
    new = mean + np.sqrt(between) * stats.norm.ppf(points[:, 1]) + error * stats.t.ppf(points[:, 2], k - 1)
    low, high = np.quantile(new, [(1.0 - level) / 2.0, (1.0 + level) / 2.0]).tolist()
    return low, high


def _typical(v: Floats) -> float:
    """The typical variance within studies of Higgins and Thompson (2002)."""
    w = 1.0 / v
    return float((len(v) - 1) * w.sum() / (w.sum() ** 2 - (w**2).sum()))


def _without(names: Sequence[str], y: Floats, v: Floats) -> dict[str, float]:
    if len(y) < 3:
        return {}
    left = {}
    for at, name in enumerate(names):
        rest, spread = np.delete(y, at), np.delete(v, at)
        left[str(name)] = pooled(rest, spread, between_studies(rest, spread))[0]
    return left


def _refuse(names: Sequence[str], y: Floats, s: Floats) -> None:
    if not len(names) == len(y) == len(s):
        raise MetaError(f"There are {len(names)} names, {len(y)} effects and {len(s)} standard errors.")
    if len(y) < 2:
        raise MetaError(f"There are {len(y)} studies; at least two are needed to put together.")
    if len(set(map(str, names))) < len(names):
        twice = next(name for name in names if list(names).count(name) > 1)
        raise MetaError(f"The study {twice} occurs more than once.")
    for name, effect, error in zip(names, y, s, strict=True):
        if not (math.isfinite(effect) and math.isfinite(error)):
            raise MetaError(
                f"The effect or the standard error of the study {name} is missing or not a number."
            )
        if not (math.isfinite(effect) and math.isfinite(error) and error > 0.0):
            raise MetaError(
                f"The study {name} has effect {effect:g} with standard error {error:g}; both must be numbers, the second "
                "above 0."
            )
    if s.max() > _APART * s.min():
        least, most = names[int(s.argmin())], names[int(s.argmax())]
        raise MetaError(
            f"The standard errors run from {s.min():g} ({least}) to {s.max():g} ({most}); one of the two is a slip."
        )
