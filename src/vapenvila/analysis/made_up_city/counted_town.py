"""A made-up town reduced to its counts by month: the same process, a thousand of them in the time of one whole city."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from vapenvila.analysis.made_up_city.columns import Numbers
from vapenvila.analysis.made_up_city.drive import Drive
from vapenvila.analysis.made_up_city.expected_counts import expected_until
from vapenvila.analysis.made_up_city.retaliation_process import Process, simulate
from vapenvila.analysis.made_up_city.settings import Effect

_RUN_UP_DAYS = 91
_FIRST = np.datetime64("2019-01", "M")


@dataclass(frozen=True, slots=True, eq=False)
class CountedTown:
    """A town in which two groups feud. `edges`: (T + 1,) days on which its months begin and end.

    `expected_with`, `expected_without`: (T,) computed means by month, with the programme and had there been none.
    `start`: first month of the programme. `first_days`: (T,) of the months.
    """

    process: Process
    edges: Numbers
    expected_with: Numbers
    expected_without: Numbers
    start: int

    @property
    def first_days(self) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
        """(T,) first days of the months."""
        return (_FIRST + np.arange(len(self.expected_with))).astype("datetime64[D]")

    @property
    def averted(self) -> float:
        """Events expected not to happen because of the programme."""
        return float((self.expected_without - self.expected_with)[self.start :].sum())

    @property
    def ratio(self) -> float:
        """Expected events after the start over those there would have been."""
        after = slice(self.start, None)
        return float(self.expected_with[after].sum() / self.expected_without[after].sum())

    def counts(self, rng: np.random.Generator) -> Numbers:
        """(T,) events by month of one history."""
        time = simulate(self.process, rng).time
        return np.histogram(time, self.edges)[0].astype(np.float64)


def counted_town(
    *,
    months: int,
    start: int,
    per_month: float,
    rate_ratio: float = 1.0,
    branching_ratio: float = 0.35,
    season_amplitude: float = 0.0,
    yearly_trend: float = 0.0,
    retaliation_mean_days: float = 12.0,
) -> CountedTown:
    """A town with `per_month` expected events were there no programme, trend or season, which `rate_ratio` falls on in
    month `start`.

    A quarter goes before the first month so that its chains are there already. `branching_ratio` 0 gives Poisson counts.
    """
    days = (_FIRST + np.arange(months + 1)).astype("datetime64[D]")
    edges = (days - days[0]).astype(np.float64) + _RUN_UP_DAYS
    drive = Drive(
        yearly_trend=yearly_trend,
        season_amplitude=season_amplitude,
        peak_at=float((date(2019, 7, 15) - date(2019, 1, 1)).days + _RUN_UP_DAYS),
        start_at=float(edges[start]),
        effect=Effect(rate_ratio=rate_ratio),
    )
    process = Process(
        attacker=np.array([0, 1], dtype=np.int32),
        target=np.array([1, 0], dtype=np.int32),
        share=np.full((1, 2), 0.5),
        dose=np.ones(2),
        rate=per_month * 12.0 / 365.25 * (1.0 - branching_ratio),
        branching=branching_ratio,
        mean_delay=retaliation_mean_days,
        horizon=float(edges[-1]),
        drive=drive,
    )
    return CountedTown(
        process=process,
        edges=edges,
        expected_with=np.diff(expected_until(process, edges, programme=True)),
        expected_without=np.diff(expected_until(process, edges, programme=False)),
        start=start,
    )
