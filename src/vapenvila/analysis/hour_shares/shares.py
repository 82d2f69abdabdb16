"""Which share of the incidents falls in each hour of the day and on each weekday, and how sure is that?

Aoristic hours (see `week_hours`) as shares with intervals. A bootstrap that draws an incident anew, and then its moment
anew within its interval, puts it in hour h with the chance that is h's share: n such draws are binomial. So the limits
are that distribution's exact ones (Clopper and Pearson) rather than those of so and so many draws, and an hour without an
incident has an upper limit too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.hour_shares.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.analysis.small_counts.checked_input import CountError, checked_level
from vapenvila.analysis.small_counts.week_hours import Moments, WeekHours, week_hours
from vapenvila.analysis.wording import Language, check_language, number, p_value_said, percent

HOURS = 24
_LONG = np.timedelta64(6, "h")


@dataclass(frozen=True, slots=True)
class HourShare:
    """One hour or weekday: incidents' worth, share of all, and the limits of the share."""

    weight: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class HourShares:
    """Shares by hour of the day (24), by weekday (7, Monday first) and by hour of the week (168, Monday 00 first).

    `p_value`: chance that any hour of the day has as many as the busiest, were incidents spread evenly (Bonferroni over
    the 24). `unknown`: incidents whose interval is six hours or more.
    """

    hours: WeekHours
    by_hour: tuple[HourShare, ...]
    by_weekday: tuple[HourShare, ...]
    by_week_hour: tuple[HourShare, ...]
    p_value: float
    unknown: int
    period: tuple[str, str]
    level: float

    @property
    def busiest(self) -> int:
        """The hour of the day that has most."""
        return max(range(HOURS), key=lambda hour: self.by_hour[hour].weight)

    def summary(self, language: Language = "en") -> str:
        """The busiest hour of the day, and whether chance could make it."""
        chosen, hour = check_language(language), self.busiest
        there = self.by_hour[hour]
        shares = {"share": there.share, "low": there.low, "high": there.high, "even": 1.0 / HOURS}
        return say(
            "more" if self.p_value <= 1.0 - self.level else "not_told",
            chosen,
            n=self.hours.n,
            first=self.period[0],
            last=self.period[1],
            hour=f"{hour:02d}",
            next_hour=f"{(hour + 1) % HOURS:02d}",
            level=percent(self.level, chosen),
            p=p_value_said(self.p_value, chosen),
            **{name: number(100.0 * value, chosen, 1) for name, value in shares.items()},
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the shares."""
        chosen = check_language(language)
        said = [say("suppose", chosen), *self.hours.warnings(chosen)]
        if self.unknown:
            said.append(say("unknown", chosen, unknown=self.unknown, n=self.hours.n))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is the share of the busiest hour of the day."""
        top = self.by_hour[self.busiest]
        return as_json(
            method="aoristic_hours",
            estimate=top.share,
            estimate_name="share of the busiest hour of the day",
            interval=(top.low, top.high),
            level=self.level,
            p_value=self.p_value,
            n=self.hours.n,
            period=self.period,
            warnings=self.warnings(language),
            details={
                "busiest_hour": self.busiest,
                "hours": [{"hour": at, **_as_json(one)} for at, one in enumerate(self.by_hour)],
                "weekdays": [{"weekday": at, **_as_json(one)} for at, one in enumerate(self.by_weekday)],
                "week": [
                    {"weekday": at // HOURS, "hour": at % HOURS, **_as_json(one)}
                    for at, one in enumerate(self.by_week_hour)
                ],
                "interval_known_only": self.hours.interval,
                "spread_over_week": self.hours.spread_over_week,
            },
        )

    def chart(self, *, definition: str, language: Language = "en") -> Chart:
        """The shares of the hours of the day with their limits; the hours of the week have `charts.hour_weekday`."""
        chosen = check_language(language)
        titles = {"name": "chart_hour", "estimate": "chart_share", "low": "chart_low", "high": "chart_high"}
        return with_limits(
            [
                (f"{at:02d}", 100.0 * one.share, 100.0 * one.low, 100.0 * one.high)
                for at, one in enumerate(self.by_hour)
            ],
            headings={column: say(key, chosen) for column, key in titles.items()},
            none_at=100.0 / HOURS,
            caption=say(
                "chart_caption",
                chosen,
                n=self.hours.n,
                first=self.period[0],
                last=self.period[1],
                definition=definition,
                level=percent(self.level, chosen),
            ),
        )


def hour_shares(occurred_from: Moments, occurred_to: Moments, *, level: float = 0.95) -> HourShares:
    """Shares of the incidents by hour and weekday, each with its exact interval.

    `occurred_from` ≤ `occurred_to`: (n,) wall-clock minutes (see `local_intervals`), n ≥ 1. Raises CountError.
    """
    checked_level(level)
    hours = week_hours(occurred_from, occurred_to)
    if hours.n == 0:
        raise CountError("There are no incidents, so no hours to share them out over.")
    n, weights = float(hours.n), hours.weights
    by_day = weights.sum(axis=0)
    most = min(float(by_day.max()), n)
    beyond = float(special.betainc(most, n - most + 1.0, 1.0 / HOURS))
    return HourShares(
        hours=hours,
        by_hour=tuple(_shares(by_day, n, level)),
        by_weekday=tuple(_shares(weights.sum(axis=1), n, level)),
        by_week_hour=tuple(_shares(weights.ravel(), n, level)),
        p_value=min(1.0, HOURS * beyond),
        unknown=int((occurred_to - occurred_from >= _LONG).sum()),
        period=(_day(occurred_from.min()), _day(_last_minute(occurred_from, occurred_to))),
        level=level,
    )


def _shares(weights: NDArray[np.float64], n: float, level: float) -> Iterator[HourShare]:
    held = np.clip(weights, 0.0, n)
    low, high = binomial_limits(held, n, level)
    for at in range(len(held)):
        yield HourShare(float(held[at]), float(held[at] / n), float(low[at]), float(high[at]))


def _as_json(one: HourShare) -> dict[str, JsonValue]:
    return {"weight": one.weight, "share": one.share, "interval": [one.low, one.high]}


def _last_minute(occurred_from: Moments, occurred_to: Moments) -> np.datetime64:
    """The latest minute that lies in an interval: its end does not, unless it is a moment."""
    latest: np.datetime64 = np.maximum(occurred_from, occurred_to - np.timedelta64(1, "m")).max()
    return latest


def _day(moment: np.datetime64) -> str:
    return str(moment.astype("datetime64[D]"))
