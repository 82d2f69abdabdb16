"""The made-up city as oracle: groups with doses of their own, and the effect of a unit of dose that was built in."""

import dataclasses
import math

import numpy as np

from vapenvila.analysis.made_up_city import Effect, Size, make_city, settings_for
from vapenvila.analysis.stepped_wedge import WedgePanel, stepped_wedge

BUILT_IN = 0.5


def quarrels_begun(seed: int) -> WedgePanel:
    """By group of origin and month, the dose of each given in the first month with the programme."""
    chosen = dataclasses.replace(
        settings_for(Size.CITY), effect=Effect(rate_ratio=BUILT_IN, years_before_end=2.0)
    )
    city = make_city(Size.CITY, seed, settings=chosen)
    truth = city.truth.incidents
    begun = truth.real & truth.group_related & ~truth.retaliation & (truth.attacker >= 0)
    roots, group = np.unique(city.groups.root[truth.attacker[begun]], return_inverse=True)
    month = (
        truth.occurred_at[begun].astype("datetime64[M]") - city.truth.month[0].astype("datetime64[M]")
    ).astype(int)
    Y = np.zeros((len(roots), len(city.truth.month)))
    np.add.at(Y, (group, month), 1.0)
    dose = np.zeros(Y.shape)
    start = np.datetime64(city.truth.start, "M")
    dose[:, int((start - city.truth.month[0].astype("datetime64[M]")).astype(int))] = city.truth.dose[roots]
    names = tuple(str(root) for root in roots)
    return WedgePanel(Y, dose, names, city.truth.month, np.zeros((0, 2), np.int64), (), 0)


def test_the_effect_of_a_unit_of_dose_built_into_made_up_cities_is_found() -> None:
    cities = [stepped_wedge(quarrels_begun(seed), shape="sum", draws=199) for seed in range(30)]
    logs = np.array([math.log(city.per_dose.ratio) for city in cities])
    spread = float(logs.std(ddof=1)) / math.sqrt(len(logs))
    assert abs(logs.mean() - math.log(BUILT_IN)) < 3.0 * spread
    assert abs(logs.mean()) > 3.0 * spread
    ends = [city.per_dose_limits for city in cities]
    assert sum((low or 0.0) <= BUILT_IN <= (high or math.inf) for low, high in ends) >= 26
