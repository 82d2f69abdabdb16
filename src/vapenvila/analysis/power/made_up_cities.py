"""The chance that a study tells the truth of a made-up city: known effect, retaliation, feuds, reports that come late."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import numpy as np

from vapenvila.analysis.made_up_city import Size
from vapenvila.analysis.power.fan_out import Pool, answers
from vapenvila.analysis.power.one_city import CityTask, Design, Verdict, verdicts
from vapenvila.analysis.power.sentences import say
from vapenvila.analysis.power.study import PowerError, Study
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.analysis.wording import Language, check_language, number, percent

AT_ONCE = 5
"""Cities in one piece of work: few, so that a bar moves and nobody waits for the last."""


@dataclass(frozen=True, slots=True)
class CityPower:
    """In how many of `cities` made-up cities a fall was told: `told` with the programme, `told_without` with none.

    `limits`, `limits_without`: exact limits of chance of those shares, at the study's level. `ratio`: median ratio of monthly
    means after and before, None where nothing happened before.
    """

    study: Study
    design: Design
    size: Size
    retaliation_ratio: float
    cities: int
    told: int
    told_without: int
    limits: tuple[float, float]
    limits_without: tuple[float, float]
    ratio: float | None
    seed: int

    def summary(self, language: Language = "en") -> str:
        """How often the truth was told, and how often what was not true."""
        chosen = check_language(language)
        return say(
            "cities",
            chosen,
            cities=self.cities,
            rate=number(self.study.per_month, chosen),
            before=self.study.months_before,
            after=self.study.months_after,
            fall=percent(1.0 - self.study.effect, chosen),
            told=_of_hundred(self.told / self.cities, chosen),
            low=_of_hundred(self.limits[0], chosen),
            high=_of_hundred(self.limits[1], chosen),
            wrong=_of_hundred(self.told_without / self.cities, chosen),
            wrong_low=_of_hundred(self.limits_without[0], chosen),
            wrong_high=_of_hundred(self.limits_without[1], chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        allowed = percent(self.study.tail, chosen)
        said = [say("made_up", chosen)]
        if self.limits_without[0] > self.study.tail:
            said.append(say("too_often", chosen, allowed=allowed))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="power_on_made_up_cities",
            estimate=self.told / self.cities,
            estimate_name="chance that the fall is told",
            interval=self.limits,
            level=self.study.level,
            p_value=None,
            n=self.cities,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "design": self.design,
                "size": str(self.size),
                "true_ratio": self.study.effect,
                "retaliation_ratio": self.retaliation_ratio,
                "told": self.told,
                "told_without_programme": self.told_without,
                "share_without_programme": self.told_without / self.cities,
                "interval_without_programme": list(self.limits_without),
                "median_ratio_seen": self.ratio,
                "per_month": self.study.per_month,
                "months_before": self.study.months_before,
                "months_after": self.study.months_after,
            },
        )


def made_up_power(
    study: Study,
    *,
    size: Size = Size.TOWN,
    design: Design = "before-after",
    retaliation_ratio: float = 1.0,
    cities: int = 200,
    seed: int = 1,
    pool: Pool | None = None,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> CityPower:
    """Make `cities` cities with the study's effect and the same without one, and count where a fall is told.

    Every city has a seed of its own, drawn from `seed` before the work is shared out: with a `pool` (see fan_out) of any size
    the answer is the same. `retaliation_ratio`: what the programme does to the chance that an incident is answered.
    `tell` hears how many cities are done. Raises PowerError, and SettingError for what a made-up city cannot be.
    """
    _refuse(study, design, cities)
    each = np.random.SeedSequence(seed).spawn(cities)
    seeds = [int(one.generate_state(1, np.uint32)[0]) for one in each]
    tasks = [
        CityTask(study, design, size, retaliation_ratio, tuple(seeds[at : at + AT_ONCE]))
        for at in range(0, cities, AT_ONCE)
    ]
    found: list[Verdict] = []
    for some in answers(verdicts, tasks, pool):
        found += some
        tell(len(found), cities)
    told, told_without = sum(one.told for one in found), sum(one.told_without for one in found)
    seen = [one.ratio for one in found if one.ratio is not None]
    return CityPower(
        study=study,
        design=design,
        size=size,
        retaliation_ratio=retaliation_ratio,
        cities=cities,
        told=told,
        told_without=told_without,
        limits=_limits(told, cities, study.level),
        limits_without=_limits(told_without, cities, study.level),
        ratio=float(np.median(seen)) if seen else None,
        seed=seed,
    )


def _refuse(study: Study, design: Design, cities: int) -> None:
    if cities < 1:
        raise PowerError(f"There are {cities} made-up cities; give at least 1.")
    if design not in get_args(Design):
        raise PowerError(f"The design is {design!r}; choose one of {', '.join(get_args(Design))}.")
    if design == "wdd" and study.comparison_per_month is None:
        raise PowerError("A difference of changes needs a comparison: give its number a month.")


def _limits(told: int, cities: int, level: float) -> tuple[float, float]:
    low, high = binomial_limits(told, cities, level)
    return float(low), float(high)


def _of_hundred(share: float, language: Language) -> str:
    return number(100.0 * share, language, 0)
