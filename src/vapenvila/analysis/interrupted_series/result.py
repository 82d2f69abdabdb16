"""What an interrupted time series found, in numbers and in plain words."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.interrupted_series.checks import OtherStarts, Placebo, ResidualChecks, StartTried
from vapenvila.analysis.interrupted_series.count_regression import Floats
from vapenvila.analysis.interrupted_series.model import Terms
from vapenvila.analysis.interrupted_series.periods import Days
from vapenvila.analysis.interrupted_series.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language, number, percent

if TYPE_CHECKING:
    from vapenvila.analysis.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Averted:
    """Events that did not happen after the start; below 0 where more happened than the model without it expects.

    `low` and `high`: limits of the number averted on average, with the same error as the interval of the ratio.
    """

    events: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Counterfactual:
    """What the model expects without the programme, for every period. `mean`, `fitted`: (T,).

    `low`, `high`: (T,) limits between which single counts would lie; None without simulation.
    """

    mean: Floats
    fitted: Floats
    low: Floats | None
    high: Floats | None


@dataclass(frozen=True, slots=True)
class Simulation:
    """`draws` series were drawn from the model with `seed`; `failed` of them could not be fitted and are left out."""

    draws: int
    failed: int
    seed: int | None


@dataclass(frozen=True, slots=True, eq=False)
class InterruptedSeries:
    """A segmented count model around a start.

    `ratio`: rate ratio at the level change, with `low` and `high` right also where neighbouring periods go together
    (`serial_errors`), `freedom` the degrees of freedom this leaves; limits by Newey and West, the model and the bootstrap
    alone stand in `intervals` by name. `slope_ratio`: change of the
    yearly growth after the start, None where the model has none. `dispersion`: of the negative binomial, 0 is Poisson.
    """

    first_days: Days
    kind: str
    counts: NDArray[np.int64]
    start: str
    start_inside: bool
    terms: Terms
    compared: bool
    ratio: float
    low: float
    high: float
    level: float
    p_value: float
    intervals: dict[str, tuple[float, float] | None]
    slope_ratio: float | None
    dispersion: float
    loglik: float
    freedom: float
    mean_before: float
    mean_after: float
    counterfactual: Counterfactual
    averted: Averted
    other_starts: OtherStarts
    residuals: ResidualChecks
    simulation: Simulation

    @property
    def periods_after(self) -> int:
        """How many periods lie after the start."""
        return int(np.sum(self.first_days >= np.datetime64(self.start, "D")))

    @property
    def start_curve(self) -> tuple[StartTried, ...]:
        """The ratio had the start been another, up to a year's periods before and after."""
        return self.other_starts.curve

    @property
    def placebo(self) -> Placebo:
        """The ratios of starts before the real one, where there was nothing to find."""
        return self.other_starts.placebo

    def summary(self, language: Language = "en") -> str:
        """The result in a few sentences."""
        chosen = check_language(language)
        key = "alike" if self.low <= 1.0 <= self.high else "fewer" if self.ratio < 1.0 else "more"
        found = say(
            key,
            chosen,
            start=self.start,
            ratio=number(self.ratio, chosen),
            level=percent(self.level, chosen),
            low=number(self.low, chosen),
            high=number(self.high, chosen),
        )
        tried = sum(one.ratio is not None for one in self.placebo.starts)
        placebo = (
            say("placebo", chosen, tried=tried, far=self.placebo.as_far)
            if tried
            else say("no_placebo", chosen)
        )
        averted = say(
            "averted",
            chosen,
            events=number(self.averted.events, chosen, 0),
            low=number(self.averted.low, chosen, 0),
            high=number(self.averted.high, chosen, 0),
        )
        return f"{found} {averted} {placebo}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen = check_language(language)
        said = [say("not_proof", chosen)] if not self.compared else []
        if self.start_inside:
            said.append(say("start_inside", chosen, start=self.start))
        if self.periods_after < 12:
            said.append(say("few_after", chosen, n=self.periods_after))
        if self.residuals.ljung_box_p < 0.05:
            said.append(say("autocorrelated", chosen, p=number(self.residuals.ljung_box_p, chosen, 3)))
        if self.terms.family == "poisson" and self.residuals.pearson > 1.5:
            said.append(say("overdispersed", chosen, ratio=number(self.residuals.pearson, chosen, 1)))
        if self.simulation.failed:
            said.append(say("draws_failed", chosen, n=self.simulation.failed, draws=self.simulation.draws))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="interrupted_time_series",
            estimate=self.ratio,
            estimate_name="rate ratio at the level change",
            interval=(self.low, self.high),
            level=self.level,
            p_value=self.p_value,
            n=int(self.counts.sum()),
            period=(str(self.first_days[0]), str(self.first_days[-1])),
            seed=self.simulation.seed,
            warnings=self.warnings(language),
            details=self._details(),
        )

    def _details(self) -> dict[str, JsonValue]:
        return {
            "start": self.start,
            **asdict(self.terms),
            "comparison": self.compared,
            "percent": 100.0 * (self.ratio - 1.0),
            "averted": self.averted.events,
            "averted_interval": [self.averted.low, self.averted.high],
            "mean_before": self.mean_before,
            "mean_after": self.mean_after,
            "percent_of_means": 100.0 * (self.mean_after / self.mean_before - 1.0),
            "slope_ratio_a_year": self.slope_ratio,
            "dispersion": self.dispersion,
            "loglik": self.loglik,
            "intervals": {
                name: None if pair is None else list(pair) for name, pair in self.intervals.items()
            },
            "degrees_of_freedom": self.freedom,
            "counterfactual": self.counterfactual.mean.tolist(),
            "start_curve": [asdict(one) for one in self.start_curve],
            "placebo": {
                "tried": sum(one.ratio is not None for one in self.placebo.starts),
                "as_far": self.placebo.as_far,
                "starts": [asdict(one) for one in self.placebo.starts],
            },
            "residual_checks": asdict(self.residuals),
            "draws": self.simulation.draws,
            "draws_failed": self.simulation.failed,
        }

    def chart(self, language: Language = "en") -> "Chart":
        """Counts by period, what the model expects without the programme, and the band a single count would lie in."""
        from vapenvila.analysis.charts.with_band import with_band  # noqa: PLC0415 — 30 MB that only a chart needs

        chosen = check_language(language)
        after = self.first_days >= np.datetime64(self.start, "D")
        return with_band(
            self.first_days,
            self.counts,
            self.counterfactual.mean,
            self.counterfactual.low,
            self.counterfactual.high,
            after=after,
            headings={
                name: say(f"chart_{name}", chosen) for name in ("time", "seen", "expected", "low", "high")
            },
            caption=say(
                "chart_caption",
                chosen,
                n=int(self.counts.sum()),
                first=str(self.first_days[0]),
                last=str(self.first_days[-1]),
                start=self.start,
                level=percent(self.level, chosen),
            ),
        )
