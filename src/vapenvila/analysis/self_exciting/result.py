"""What the self-exciting model of one series found."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.self_exciting.goodness import Residuals
from vapenvila.analysis.self_exciting.linear_intensity import Floats
from vapenvila.analysis.self_exciting.picture import kernel_picture
from vapenvila.analysis.self_exciting.sentences import say
from vapenvila.analysis.self_exciting.series import MOST_SHARE, Fit
from vapenvila.analysis.self_exciting.window import Window
from vapenvila.analysis.wording import Language, check_language, number, percent

SURE = 0.05
FEW = 150  # events; below, a share of a third is rarely told from none (docs/methods/self-exciting.md)
_WITHIN = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Made-up series, (draws,) each. `shares`, `delays`, `gaps`, `drift`: what the model finds in series drawn from the
    fitted model. `gains`: twice the gain in log-likelihood in series where nothing follows."""

    shares: Floats
    delays: Floats
    gaps: Floats
    drift: Floats
    gains: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """How many events follow another, by the model.

    `fit.share`: branching ratio η, the events that follow one directly, in the mean; over a long time the share of events
    that follow another. `interval`: of it, by profile likelihood. `gain`: twice the gain in log-likelihood over a background
    alone. `p_value`: chance of a gain as large where nothing follows. `delays`: mean delays that were looked for.
    """

    fit: Fit
    window: Window
    interval: tuple[float, float]
    level: float
    gain: float
    p_value: float
    residuals: Residuals
    drawn: Drawn
    delays: tuple[float, float]
    seed: int | None

    @property
    def n(self) -> int:
        """Events in the window."""
        return len(self.window.days)

    @property
    def share_here(self) -> float:
        """Expected share of the events of this window that follow another of it."""
        return 1.0 - float(self.from_background.mean())

    @property
    def from_background(self) -> Floats:
        """(n,) chance by the model that the event comes from the background."""
        level = np.searchsorted(self.window.edges[1:-1], self.window.days, side="right")
        return self.fit.background[level] / self.fit.at_events

    @property
    def fits_badly(self) -> bool:
        """Whether series drawn from the model look so unlike it in one of twenty cases only."""
        return min(self.chance_of_gaps, self.chance_of_drift) < SURE / 2.0

    @property
    def chance_of_gaps(self) -> float:
        """Chance of gaps between rescaled events so far from a Poisson process, were the model true."""
        return _chance(self.drawn.gaps, self.residuals.gaps)

    @property
    def chance_of_drift(self) -> float:
        """Chance of rescaled events so unevenly spread over the window, were the model true."""
        return _chance(self.drawn.drift, self.residuals.drift)

    def percentiles(self, values: Floats) -> tuple[float, float]:
        """Percentile interval of drawn values."""
        tail = (1.0 - self.level) / 2.0
        low, high = np.quantile(values, [tail, 1.0 - tail])
        return float(low), float(high)

    def summary(self, language: Language = "en") -> str:
        """What the model says, in words that do not say more than it."""
        chosen = check_language(language)
        low, high = self.interval
        key = "none" if self.fit.share == 0.0 else "told" if self.p_value <= SURE else "not_told"
        return say(
            key,
            chosen,
            n=self.n,
            share=percent(self.fit.share, chosen),
            low=percent(low, chosen),
            high=percent(high, chosen),
            level=percent(self.level, chosen),
            delay=number(self.fit.delay, chosen, 1),
            within=number(self.fit.delay * -np.log1p(-_WITHIN), chosen, 0),
            p=number(self.p_value, chosen, 3),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        shortest, longest = (number(days, chosen, 1) for days in self.delays)
        said = [say("meaning", chosen)]
        if self.window.whole_days:
            said.append(say("whole_days", chosen))
        if len(self.fit.background) == 1:
            said.append(say("steady", chosen))
        if self.fit.share > 0.0 and not 1.02 * self.delays[0] < self.fit.delay < self.delays[1] / 1.02:
            said.append(say("delay_at_edge", chosen, shortest=shortest, longest=longest))
        if self.fit.share >= MOST_SHARE or self.interval[1] >= MOST_SHARE:
            said.append(say("no_upper_limit", chosen))
        if self.n < FEW:
            said.append(say("few", chosen, n=self.n))
        if self.fits_badly:
            said.append(say("bad_fit", chosen))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="self_exciting",
            estimate=self.fit.share,
            estimate_name="branching ratio",
            interval=self.interval,
            level=self.level,
            p_value=self.p_value,
            n=self.n,
            period=self.window.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details=self._details(),
        )

    def _details(self) -> dict[str, JsonValue]:
        found = self.fit.share > 0.0
        steps = zip(self.window.starts, self.fit.background.tolist(), strict=True)
        return {
            "share_in_window": self.share_here,
            "share_bootstrap_interval": list(self.percentiles(self.drawn.shares)),
            "mean_delay_days": self.fit.delay if found else None,
            "mean_delay_bootstrap_interval": list(self._delay_interval()) if found else None,
            "mean_delays_looked_for": list(self.delays),
            "log_likelihood": self.fit.reached,
            "likelihood_ratio": self.gain,
            "p_value_mixture": 0.5 * float(stats.chi2.sf(self.gain, 1)) if self.gain > 0 else 1.0,
            "background": [{"from": start, "events_a_day": level} for start, level in steps],
            "background_shape": self.fit.shape,
            "goodness": {
                "gaps": {"distance": self.residuals.gaps, "p": self.chance_of_gaps},
                "drift": {"distance": self.residuals.drift, "p": self.chance_of_drift},
            },
            "draws": len(self.drawn.shares),
        }

    def _delay_interval(self) -> tuple[float, float]:
        delays = self.drawn.delays[self.drawn.shares > 0.0]
        return self.percentiles(delays) if len(delays) else self.delays

    def chart(self, *, definition: str, language: Language = "en") -> Chart:
        """Followers a day by the days since an event, with the band of the drawn series."""
        return kernel_picture(
            (self.fit.share, self.fit.delay),
            (self.drawn.shares, self.drawn.delays),
            tails=(1.0 - self.level) / 2.0,
            basis=(self.n, *self.window.period, definition),
            language=language,
        )


def _chance(drawn: Floats, seen: float) -> float:
    return (1.0 + float((drawn >= seen).sum())) / (1.0 + len(drawn))
