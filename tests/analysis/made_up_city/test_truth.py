"""The effect built into the city is the effect that can be found in it."""

import dataclasses

import numpy as np
import pytest

from vapenvila.analysis.made_up_city import Effect, Size, make_city, settings_for
from vapenvila.analysis.made_up_city.model import MadeUpCity


def test_town_with_equal_dose_falls_by_exactly_the_rate_ratio_set() -> None:
    effect = Effect(rate_ratio=0.6, equal_dose=True)
    city = make_city(Size.TOWN, 1, settings=dataclasses.replace(settings_for(Size.TOWN), effect=effect))
    assert city.truth.rate_ratio == pytest.approx(0.6, abs=0.01)
    assert np.all(city.truth.group_rate_ratio == 0.6)
    before = city.truth.month < np.datetime64(city.truth.start, "M")
    np.testing.assert_allclose(city.truth.expected_with[before], city.truth.expected_without[before])


def test_no_effect_means_a_rate_ratio_of_one() -> None:
    effect = Effect(rate_ratio=1.0)
    city = make_city(Size.CITY, 1, settings=dataclasses.replace(settings_for(Size.CITY), effect=effect))
    assert city.truth.rate_ratio == pytest.approx(1.0)


def test_an_effect_with_a_half_life_fades() -> None:
    effect = Effect(rate_ratio=0.5, half_life_days=120.0, equal_dose=True)
    city = make_city(Size.CITY, 1, settings=dataclasses.replace(settings_for(Size.CITY), effect=effect))
    ratio = city.truth.expected_with / city.truth.expected_without
    since = city.truth.month >= np.datetime64("2025-01-01")
    assert np.all(np.diff(ratio[since]) > 0)
    assert ratio[-1] > 0.9


def monthly(city: MadeUpCity) -> np.ndarray:
    """True group incidents per month, those not yet reported left out."""
    truth = city.truth.incidents
    month = truth.occurred_at[truth.group_related].astype("datetime64[M]")
    return np.bincount(
        (month - city.truth.month[0].astype("datetime64[M]")).astype(int), minlength=len(city.truth.month)
    )


def test_simulated_months_average_to_the_expected_ones() -> None:
    effect = Effect(rate_ratio=0.6, equal_dose=True)
    chosen = dataclasses.replace(settings_for(Size.TOWN), effect=effect)
    cities = [make_city(Size.TOWN, seed, settings=chosen) for seed in range(100)]
    months = np.array([monthly(city) for city in cities])[:, :-2]
    expected = cities[0].truth.expected_with[:-2]
    z = (months.mean(axis=0) - expected) / (months.std(axis=0) / np.sqrt(len(months)))
    assert np.abs(z).max() < 4.5
    assert abs(z.mean()) < 0.6
    assert months.sum(axis=1).mean() == pytest.approx(expected.sum(), rel=0.03)


def test_hours_and_weekdays_follow_the_profile_and_can_be_made_even() -> None:
    city = make_city(Size.REGION, 1)
    minute = city.truth.incidents.occurred_at
    hour = (minute - minute.astype("datetime64[D]")).astype(int) // 60
    by_hour = np.bincount(hour, minlength=24) / len(hour)
    assert by_hour.argmax() in (21, 22, 23)
    assert by_hour.argmin() in (5, 6, 7)
    even = make_city(Size.CITY, 1, settings=dataclasses.replace(settings_for(Size.CITY), weekly_rhythm=False))
    minute = even.truth.incidents.occurred_at
    hour = (minute - minute.astype("datetime64[D]")).astype(int) // 60
    assert np.bincount(hour, minlength=24).min() > 0.6 * len(hour) / 24


def test_the_summary_names_the_city_as_made_up() -> None:
    assert "is made up" in make_city(Size.TOWN, 1).summary()
