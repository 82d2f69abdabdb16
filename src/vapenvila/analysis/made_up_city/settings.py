"""How large a made-up city is and by which known numbers it is driven."""

import math
from dataclasses import dataclass
from enum import StrEnum

from vapenvila.analysis.input_error import InputError


class Size(StrEnum):
    """The three sizes that are offered."""

    TOWN = "town"
    CITY = "city"
    REGION = "region"


class SettingError(InputError):
    """A setting is outside what the generator can do; the sentence says what is allowed."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What the programme really does from its start on: the answer every estimator has to find.

    `rate_ratio` multiplies the background ("spark") rate of incidents between groups; as every spark brings
    the same expected number of retaliations, all group incidents fall by it (after a few weeks in which
    older chains die out). A group with dose `d` has `rate_ratio ** d`. `retaliation_ratio` multiplies the
    chance that an incident is answered. With `half_life_days` the logarithm of both fades by half in that
    time; None means a lasting effect. `years_before_end` sets the start, moved to a Monday.
    """

    rate_ratio: float = 0.65
    retaliation_ratio: float = 1.0
    half_life_days: float | None = None
    years_before_end: float = 2.0
    equal_dose: bool = False

    def __post_init__(self) -> None:
        """Refuse an effect that has no meaning."""
        for name in ("rate_ratio", "retaliation_ratio", "years_before_end"):
            if not (math.isfinite(value := getattr(self, name)) and value > 0):
                raise SettingError(f"The effect's {name} is {value}; it must be a number above 0.")
        if self.half_life_days is not None and not self.half_life_days > 0:
            raise SettingError(f"half_life_days is {self.half_life_days}; give days above 0, or None.")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that drives a made-up city besides its seed.

    `expected_incidents`: reports expected over the whole window had there been no programme, of which
    `group_share` between groups and `unfounded_share` reports of nothing. `branching_ratio`: answers expected
    per group incident. `yearly_trend`: change of the logarithm of all rates per year. `season_amplitude`:
    share by which summer lies above and winter below the mean. `interval_share`: of incidents whose moment
    is known only as an interval. `weekly_rhythm`: False gives even hours and weekdays.
    """

    place_name: str
    years: int
    areas: int
    groups: int
    renames: int
    splits: int
    people: int
    expected_incidents: float
    population: int
    group_share: float = 0.62
    branching_ratio: float = 0.35
    retaliation_mean_days: float = 12.0
    yearly_trend: float = -0.01
    season_amplitude: float = 0.18
    weekly_rhythm: bool = True
    interval_share: float = 0.12
    unfounded_share: float = 0.03
    effect: Effect = Effect()

    def __post_init__(self) -> None:
        """Refuse settings the process cannot run with."""
        if not 0 <= self.branching_ratio < 1:
            raise SettingError(
                f"branching_ratio is {self.branching_ratio}; it must be at least 0 and below 1, "
                "otherwise retaliation never ends."
            )
        if self.branching_ratio * self.effect.retaliation_ratio >= 1:
            raise SettingError("branching_ratio times retaliation_ratio must stay below 1.")
        if self.roots < 2:
            raise SettingError(
                f"{self.groups} groups with {self.renames} renames and {self.splits} splits leave "
                f"{self.roots} to begin with; at least 2 are needed."
            )
        if self.effect.years_before_end >= self.years:
            raise SettingError("The programme must start after the first year shown and before the last day.")
        for name in ("group_share", "interval_share", "unfounded_share", "season_amplitude"):
            if not 0 <= (value := getattr(self, name)) < 1:
                raise SettingError(f"{name} is {value}; it must be at least 0 and below 1.")
        for name in ("years", "areas", "people", "expected_incidents", "population", "retaliation_mean_days"):
            if not (value := getattr(self, name)) > 0:
                raise SettingError(f"{name} is {value}; it must be above 0.")

    @property
    def roots(self) -> int:
        """Groups that exist before any split or rename (a rename adds one row, a split two)."""
        return self.groups - self.renames - 2 * self.splits


_SETTINGS = {
    Size.TOWN: Settings(
        place_name="Vinterhamn",
        years=6,
        areas=8,
        groups=8,
        renames=1,
        splits=1,
        people=150,
        expected_incidents=335,
        population=64_000,
    ),
    Size.CITY: Settings(
        place_name="Vinterhamn",
        years=6,
        areas=18,
        groups=25,
        renames=2,
        splits=2,
        people=900,
        expected_incidents=2_250,
        population=310_000,
    ),
    # Well above 100,000, so that neither programme nor chance takes the register below it.
    Size.REGION: Settings(
        place_name="Vinterlandet",
        years=8,
        areas=200,
        groups=2_000,
        renames=60,
        splits=60,
        people=50_000,
        expected_incidents=108_000,
        population=9_500_000,
    ),
}


def settings_for(size: Size) -> Settings:
    """The settings of a size; change single ones with `dataclasses.replace`."""
    return _SETTINGS[size]
