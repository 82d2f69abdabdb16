"""Do two people who look at the same cases say the same? Kappa, alpha, and agreement category by category."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.coder_agreement.categories import CategoryAgreement, used_and_again
from vapenvila.analysis.coder_agreement.chance_corrected import (
    Weights,
    alpha,
    alpha_influence,
    disagreement_weights,
    kappa,
    kappa_influence,
    metric,
)
from vapenvila.analysis.coder_agreement.codings import NOT_CODED, AgreementError, Codings, Name
from vapenvila.analysis.coder_agreement.limits import Coefficient, Resamples, with_limits
from vapenvila.analysis.coder_agreement.pair_tables import Tables, by_case, coincidences, pairs_of_two
from vapenvila.analysis.coder_agreement.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.analysis.wording import Language, check_language, number, percent

FEW_CASES = 30
RARELY_USED = 5
TWO = 2


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """How far coders agree. `kappa` only where there are two coders; `alpha` for any number of them.

    `same`: share of pairs of judgements that are the same, with its limits. `table`: (q, q) pairs, rows the first of two
    coders and columns the second; for more coders Krippendorff's coincidences. `alone`: units only one coder judged.
    """

    coders: tuple[Name, ...]
    categories: tuple[Name, ...]
    ordered: bool
    weights: Weights
    level: float
    units: int
    cases: int
    alone: int
    same: Coefficient
    kappa: Coefficient | None
    alpha: Coefficient
    by_category: tuple[CategoryAgreement, ...]
    table: NDArray[np.float64]
    resamples: int

    @property
    def main(self) -> Coefficient:
        """Kappa of two coders, alpha of more."""
        return self.alpha if self.kappa is None else self.kappa

    @property
    def used(self) -> int:
        """How many categories anybody used."""
        return sum(category.used > 0 for category in self.by_category)

    def summary(self, language: Language = "en") -> str:
        """Agreement in two sentences: the share, and the coefficient with its interval."""
        chosen = check_language(language)
        low, high = self.same.interval or (0.0, 1.0)
        first = say(
            "same",
            chosen,
            share=percent(self.same.value or 0.0, chosen),
            low=percent(low, chosen),
            high=percent(high, chosen),
            level=percent(self.level, chosen),
            units=self.units,
            cases=self.cases,
        )
        return f"{first} {self._coefficient_said(chosen)}"

    def _coefficient_said(self, chosen: Language) -> str:
        main, name = self.main, "kappa" if self.kappa is not None else "alpha"
        if main.value is None:
            return say("one_category", chosen)
        value = number(main.value, chosen)
        if main.interval is None:
            return say(f"{name}_bare", chosen, value=value)
        low, high = main.interval
        return say(
            name,
            chosen,
            value=value,
            level=percent(self.level, chosen),
            low=number(low, chosen),
            high=number(high, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind: few cases, rare categories, no interval, units judged once."""
        chosen = check_language(language)
        said = []
        if self.cases < FEW_CASES:
            said.append(say("few_cases", chosen, cases=self.cases))
        rare = [str(c.category) for c in self.by_category if 0 < c.used < RARELY_USED]
        if rare:
            said.append(say("rare", chosen, categories=", ".join(rare)))
        never = [str(c.category) for c in self.by_category if c.used == 0]
        if never:
            said.append(say("never_used", chosen, categories=", ".join(never)))
        if self.main.value is not None and self.main.interval is None:
            said.append(say("no_interval", chosen))
        if self.main.value is not None and self.same.value == 1.0:
            said.append(say("never_disagreed", chosen))
        if self.alone:
            said.append(say("alone", chosen, alone=self.alone))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="coder_agreement",
            estimate=self.main.value,
            estimate_name="alpha" if self.kappa is None else "kappa",
            interval=self.main.interval,
            level=self.level,
            p_value=None,
            n=self.units,
            warnings=self.warnings(language),
            details={
                "cases": self.cases,
                "coders": list(self.coders),
                "categories": list(self.categories),
                "measurement": "ordinal" if self.ordered else "nominal",
                "weights": self.weights,
                "same": _as_json(self.same),
                "kappa": None if self.kappa is None else _as_json(self.kappa),
                "alpha": _as_json(self.alpha),
                "by_category": [
                    {
                        "category": c.category,
                        "used": c.used,
                        "again": c.again,
                        "coefficient": _as_json(c.coefficient),
                    }
                    for c in self.by_category
                ],
                "table": [[round(cell, 6) for cell in row] for row in self.table.tolist()],
                "alone": self.alone,
                "resamples": self.resamples,
            },
        )


def _as_json(it: Coefficient) -> dict[str, JsonValue]:
    return {
        "value": it.value,
        "standard_error": it.error,
        "interval": None if it.low is None else [it.low, it.high],
        "bootstrap": None if it.drawn_low is None else [it.drawn_low, it.drawn_high],
    }


def coder_agreement(
    judged: Codings,
    *,
    rng: np.random.Generator,
    weights: Weights = "none",
    level: float = 0.95,
    resamples: int = 2000,
) -> Agreement:
    """Agreement of the units that more than one coder judged.

    `weights`: how kappa counts a disagreement between ordered categories: "none" every one alike, "linear" or "quadratic"
    by how far apart they lie; alpha follows the order by itself. Raises AgreementError when no unit was judged twice, the
    level is no share, or weights are asked for categories without an order.
    """
    if not 0.0 < level < 1.0:
        raise AgreementError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    if weights != "none" and not judged.ordered:
        raise AgreementError("Weights count how far apart two categories lie; give their order first.")
    if resamples < 1:
        raise AgreementError(f"{resamples} resamples tell nothing; take at least 1, better 2000.")
    several = judged.of_several()
    draws = Resamples.drawn(several.cases, resamples, rng)
    together = coincidences(several)
    by_two = pairs_of_two(several) if _two_judged_all(several) else None
    return Agreement(
        coders=judged.coders,
        categories=judged.categories,
        ordered=judged.ordered,
        weights=weights,
        level=level,
        units=len(several.units),
        cases=several.cases,
        alone=int((judged.judged == 1).sum()),
        same=_same(together, several.case, level),
        kappa=None if by_two is None else _kappa(by_two, several.case, weights, level, draws),
        alpha=_alpha(together, several.case, judged.ordered, level, draws),
        by_category=_by_category(several, together, by_two is not None, level, draws),
        table=(together if by_two is None else by_two).sum(axis=0),
        resamples=resamples,
    )


def _two_judged_all(several: Codings) -> bool:
    return len(several.coders) == TWO and bool((several.codes != NOT_CODED).all())


def _kappa(
    tables: Tables, case: NDArray[np.int64], weights: Weights, level: float, draws: Resamples
) -> Coefficient:
    v = disagreement_weights(tables.shape[-1], weights)
    whole = tables.sum(axis=0)
    by_chance = float(whole.sum(axis=1) @ v @ whole.sum(axis=0)) / float(whole.sum()) ** 2
    return with_limits(
        lambda t: kappa(t, v),
        by_case(tables, case),
        lambda: by_case(kappa_influence(tables, v), case),
        level=level,
        most_apart=float(v.max()) / by_chance if by_chance > 0 else 0.0,
        resamples=draws,
    )


def _alpha(
    tables: Tables, case: NDArray[np.int64], ordered: bool, level: float, draws: Resamples
) -> Coefficient:
    counts = tables.sum(axis=(0, 1))
    n, delta = float(counts.sum()), metric(counts, ordered=ordered)
    by_chance = float(counts @ delta @ counts) / (n * (n - 1.0))
    return with_limits(
        lambda t: alpha(t, ordered=ordered),
        by_case(tables, case),
        lambda: by_case(alpha_influence(tables, ordered=ordered), case),
        level=level,
        most_apart=float(delta.max()) / by_chance if by_chance > 0 else 0.0,
        resamples=draws,
    )


def _by_category(
    several: Codings, together: Tables, two: bool, level: float, draws: Resamples
) -> tuple[CategoryAgreement, ...]:
    again = used_and_again(together.sum(axis=0))
    found = []
    for place, category in enumerate(several.categories):
        asked = several.only(place)
        coefficient = (
            _kappa(pairs_of_two(asked), several.case, "none", level, draws)
            if two
            else _alpha(coincidences(asked), several.case, False, level, draws)
        )
        used = int((several.codes == place).sum())
        found.append(CategoryAgreement(category, used, again[place], coefficient))
    return tuple(found)


def _same(together: Tables, case: NDArray[np.int64], level: float) -> Coefficient:
    """Share of pairs that are the same; units of one case count for no more than they tell."""
    cells, own = by_case(together, case), by_case(together.sum(axis=(1, 2)), case)
    total, alike = own.sum(), np.trace(cells, axis1=1, axis2=2)
    share = float(alike.sum() / total)
    moved = (alike - own * share) / total
    variance = float((moved**2).sum())
    effective = (
        min(float(len(together)), share * (1.0 - share) / variance) if variance > 0 else float(len(own))
    )
    low, high = binomial_limits([share * effective], [effective], level)
    return Coefficient(share, variance**0.5, float(low[0]), float(high[0]))
