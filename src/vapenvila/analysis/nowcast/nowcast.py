"""What will last month become? The final figures of periods whose reports are still coming in, with their interval.

Sources: M. Höhle and M. an der Heiden (2014), "Bayesian nowcasting during the STEC O104:H4 outbreak in Germany, 2011",
Biometrics 70, 993–1002; S. F. McGough et al. (2020), "Nowcasting by Bayesian smoothing: a flexible, generalizable model
for real-time epidemic tracking", PLOS Computational Biology 16, e1007735; P. D. England and R. J. Verrall (2002),
"Stochastic claims reserving in general insurance", British Actuarial Journal 8, 443–518.
"""

from dataclasses import asdict, dataclass

import numpy as np

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.nowcast.back_test import BackTest, back_test, limits
from vapenvila.analysis.nowcast.delays import ChangedDelays, Delays, changed_delays, learn_delays, seen_steps
from vapenvila.analysis.nowcast.future import draw_finals
from vapenvila.analysis.nowcast.period_calendar import Kind, NowcastError, last_day
from vapenvila.analysis.nowcast.picture import nowcast_picture
from vapenvila.analysis.nowcast.sentences import period_name, say
from vapenvila.analysis.nowcast.triangle import FEWEST_ROWS, Floats, ReportingTriangle
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.checked_input import checked_level
from vapenvila.analysis.wording import Language, check_language, number, percent

FEWEST_DRAWS = 200


@dataclass(frozen=True, slots=True)
class PeriodNowcast:
    """One period. `known`: today. `likely`: middle of the draws, and `expected` their mean, of the final figure.

    `low`, `high`: interval of the final figure. `share_known`: of the final figure, that is known at this delay on average;
    above 1 where more goes out later than comes in.
    """

    first_day: str
    delay: int
    known: int
    likely: int
    expected: float
    low: int
    high: int
    share_known: float


@dataclass(frozen=True, slots=True, eq=False)
class Nowcast:
    """The recent periods, oldest first. `window`: periods the delays were learnt from; `longest`: delay taken as final.

    `share_known`: (longest + 1,) of the final figure, at each delay. `taken_out`: reports the window saw going out.
    `faults`: figures of the window that one look alone had otherwise. `n`: reports known today, of all periods.
    """

    periods: tuple[PeriodNowcast, ...]
    kind: Kind
    today: str
    running: bool
    window: int
    longest: int
    share_known: Floats
    taken_out: int
    only_net: bool
    faults: int
    spread: float
    changed: ChangedDelays | None
    tested: tuple[BackTest, ...]
    n: int
    period: tuple[str, str]
    level: float
    draws: int
    seed: int | None

    @property
    def newest(self) -> PeriodNowcast:
        """The newest period that is over."""
        return self.periods[-1]

    def summary(self, language: Language = "en") -> str:
        """What the newest period will become, and how well that was foreseen before."""
        chosen, last = check_language(language), self.newest
        first = say(
            "settled" if last.low == last.high == last.known else "likely",
            chosen,
            period=period_name(last.first_day, self.kind, chosen),
            known=last.known,
            today=self.today,
            likely=last.likely,
            low=last.low,
            high=last.high,
            level=percent(self.level, chosen),
        )
        if not self.tested:
            return f"{first} {say('not_tested', chosen)}"
        past = self.tested[0]
        tested = say(
            "tested",
            chosen,
            covered=past.covered,
            looks=past.looks,
            error=number(past.error, chosen, 1),
            reported=number(past.error_of_reported, chosen, 1),
        )
        return f"{first} {tested}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        said = [say("final_means", chosen, longest=self.longest, unit=say(f"unit_{self.kind}", chosen))]
        if self.changed is not None:
            key = "more_late" if self.changed.seen > self.changed.expected else "fewer_late"
            expected = number(self.changed.expected, chosen, 1)
            said.append(
                say(key, chosen, periods=self.changed.periods, seen=self.changed.seen, expected=expected)
            )
        if self.newest.known == 0:
            said.append(say("nothing_yet", chosen))
        if self.tested and self.tested[0].error >= self.tested[0].error_of_reported:
            said.append(say("no_nearer", chosen))
        if self.taken_out:
            said.append(say("net_out" if self.only_net else "taken_out", chosen, reports=self.taken_out))
        if self.faults:
            said.append(say("faults", chosen, figures=self.faults))
        if self.running:
            said.append(say("running", chosen))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is the likely final figure of the newest period that is over."""
        last = self.newest
        return as_json(
            method="nowcast",
            estimate=float(last.likely),
            estimate_name="likely final count of the newest full period",
            interval=(float(last.low), float(last.high)),
            level=self.level,
            p_value=None,
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "today": self.today,
                "periods": [asdict(one) for one in self.periods],
                "share_known": [float(share) for share in self.share_known],
                "back_test": [asdict(one) for one in self.tested],
                "window": self.window,
                "max_delay": self.longest,
                "taken_out": self.taken_out,
                "passing_faults": self.faults,
                "spread": self.spread,
                "draws": self.draws,
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """Bars of what is known, the likely final figure and its interval."""
        chosen = check_language(language)
        rows = [
            (one.first_day, one.known, one.likely, one.low, one.high, round(one.share_known, 3))
            for one in self.periods
        ]
        caption = say(
            "chart_caption",
            chosen,
            n=self.n,
            first=self.period[0],
            last=self.period[1],
            today=self.today,
            level=percent(self.level, chosen),
        )
        return nowcast_picture(rows, caption, chosen)


def nowcast(
    triangle: ReportingTriangle,
    *,
    window: int = 24,
    level: float = 0.95,
    draws: int = 2000,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> Nowcast:
    """The final figures of all periods that have not reached the longest delay.

    `triangle`: from `triangle_of_reports`, `triangle_of_snapshot_counts` or `triangle_of_snapshot_rows`. `window`: newest
    periods that delays are learnt from, for each delay. `draws` ≥ 200. Randomness comes from `rng`, or from `seed`.

    Raises NowcastError where the window holds too few periods or reports, CountError for a level that is none.
    """
    _check(window, level, draws)
    settled = triangle.without_passing_faults()
    delays = learn_delays(settled, window)
    if delays.lacking is not None:
        raise NowcastError(delays.lacking)
    dice = rng if rng is not None else np.random.default_rng(seed)
    rows = np.arange(len(triangle.numbers) - triangle.longest, len(triangle.numbers))
    finals = draw_finals(settled, delays, rows, draws, dice)
    return Nowcast(
        periods=_periods(triangle, delays, rows, finals, level),
        kind=triangle.kind,
        today=str(triangle.today),
        running=triangle.days_after > 0,
        window=window,
        longest=triangle.longest,
        share_known=delays.known,
        taken_out=int(delays.out.moved.sum()),
        only_net=triangle.only_net,
        faults=_faults(triangle, settled, window),
        spread=float(delays.late.spread.max()),
        changed=changed_delays(settled, delays),
        tested=back_test(triangle, window=window, level=level, rng=dice),
        n=_known_today(triangle),
        period=(str(triangle.first_days[0]), str(last_day(triangle.numbers[-1:], triangle.kind)[0])),
        level=level,
        draws=draws,
        seed=seed,
    )


def _check(window: int, level: float, draws: int) -> None:
    checked_level(level)
    if window < FEWEST_ROWS or draws < FEWEST_DRAWS:
        raise NowcastError(
            f"The window is {window} periods and the draws {draws}; give at least {FEWEST_ROWS} and {FEWEST_DRAWS}."
        )


def _known_today(triangle: ReportingTriangle) -> int:
    reached = np.minimum(triangle.ages, triangle.longest)
    return int(np.nansum(triangle.known[np.arange(len(reached)), reached]))


def _periods(
    triangle: ReportingTriangle, delays: Delays, rows: np.ndarray, finals: np.ndarray, level: float
) -> tuple[PeriodNowcast, ...]:
    low, likely, high = limits(finals, level)
    ages, share = triangle.ages, delays.known
    return tuple(
        PeriodNowcast(
            first_day=str(triangle.first_days[row]),
            delay=int(ages[row]),
            known=int(triangle.known[row, ages[row]]),
            likely=int(likely[place]),
            expected=float(finals[place].mean()),
            low=int(low[place]),
            high=int(high[place]),
            share_known=float(share[ages[row]]),
        )
        for place, row in enumerate(rows)
    )


def _faults(triangle: ReportingTriangle, settled: ReportingTriangle, window: int) -> int:
    changed = triangle.known != settled.known
    changed &= ~np.isnan(triangle.known)
    return int((changed[:, 1:] & seen_steps(triangle, window)).sum())
