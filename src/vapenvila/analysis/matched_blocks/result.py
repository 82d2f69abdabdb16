"""What the comparison with matched blocks found, in numbers and in plain words."""

from dataclasses import asdict, dataclass

import numpy as np

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_band import with_band
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.matched_blocks.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language, number, p_value_said, percent

LEAST_TREATED = 10
"""Guard: with fewer treated blocks the spread between them is hardly known, which is said."""

LEAST_PLACEBOS = 99
"""Guard: with fewer placebo areas a limit of 95 % hangs on a handful of them, which is said."""


LEAST_GROUPS = 10
"""Guard: a jackknife with fewer groups hardly knows its own error, which is said."""


@dataclass(frozen=True, slots=True)
class Jackknifed:
    """Limits of a ratio from leaving out each of `groups` groups of blocks; `log_error` of the ratio's logarithm."""

    groups: int
    log_error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """One kind of event after the start: `seen` in the treated area, `expected` from the weighted blocks, their ratio.

    `low`, `high`: limits from placebo areas where there are any; `linear_…`: from the linearised standard error
    `log_error` of the ratio's logarithm; `jackknife`: a third way, where asked for. `z`: difference in standard errors.
    """

    name: str
    seen: float
    expected: float
    ratio: float
    low: float
    high: float
    linear_low: float
    linear_high: float
    log_error: float
    z: float
    linear_p: float
    p: float | None
    jackknife: Jackknifed | None = None

    @property
    def chance(self) -> float:
        """The p value that counts: from placebo areas where there are any."""
        return self.linear_p if self.p is None else self.p


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure to be met: `asked`, `given` by the weights, `plain` by equal weights; `gap` in standard deviations."""

    name: str
    asked: float
    given: float
    plain: float
    gap: float


@dataclass(frozen=True, slots=True)
class MatchedBlocks:
    """The treated area against blocks weighted to be like it.

    `used`: controls with a weight; `effective`: how many of equal weight would be as uncertain. `paths`: by outcome and
    period, (seen, expected). `joint_p`: that no outcome changed, from placebo areas; `joint_linear_p` from χ².
    """

    outcomes: tuple[OutcomeChange, ...]
    figures: tuple[Figure, ...]
    paths: tuple[tuple[tuple[float, float], ...], ...]
    exact: bool
    treated: int
    controls: int
    used: int
    effective: float
    joint_statistic: float
    joint_freedom: int
    joint_linear_p: float
    joint_p: float | None
    placebos: int | None
    placebos_exact: int | None
    times: tuple[str, ...]
    start: int
    together: int
    level: float
    seed: int

    @property
    def farthest(self) -> Figure:
        """The figure that the weights meet worst."""
        return max(self.figures, key=lambda figure: abs(figure.gap))

    def summary(self, language: Language = "en") -> str:
        """The comparison in a few sentences, one for each kind of event."""
        chosen = check_language(language)
        said = [
            say(
                "matched" if self.exact else "nearest",
                chosen,
                treated=self.treated,
                used=self.used,
                controls=self.controls,
                figures=len(self.figures),
            )
        ]
        for one in self.outcomes:
            said.extend(self._said_of(one, chosen))
        if len(self.outcomes) > 1:
            chance = self.joint_linear_p if self.joint_p is None else self.joint_p
            said.append(say("joint", chosen, p=p_value_said(chance, chosen)))
        return " ".join(said)

    def _said_of(self, one: OutcomeChange, language: Language) -> list[str]:
        key = "alike" if one.low <= 1.0 <= one.high else "fewer" if one.ratio < 1.0 else "more"
        numbers = {name: number(getattr(one, name), language) for name in ("ratio", "low", "high")}
        said = [
            say(
                key,
                language,
                name=one.name,
                seen=number(one.seen, language, 0),
                expected=number(one.expected, language, 1),
                level=percent(self.level, language),
                p=p_value_said(one.chance, language),
                **numbers,
            )
        ]
        if one.jackknife is not None:
            ends = {name: number(getattr(one.jackknife, name), language) for name in ("low", "high")}
            said.append(say("jackknife", language, groups=one.jackknife.groups, **ends))
        return said

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen = check_language(language)
        said = []
        if not self.exact:
            worst = self.farthest
            said.append(
                say(
                    "inexact",
                    chosen,
                    name=worst.name,
                    asked=number(worst.asked, chosen, 1),
                    given=number(worst.given, chosen, 1),
                )
            )
        if self.placebos is None:
            said.append(say("no_placebos", chosen))
        elif self.placebos < LEAST_PLACEBOS:
            said.append(say("few_placebos", chosen, n=self.placebos))
        if self.placebos is not None and self.placebos_exact != self.placebos:
            said.append(
                say(
                    "inexact_placebos", chosen, n=self.placebos - (self.placebos_exact or 0), of=self.placebos
                )
            )
        groups = min((one.jackknife.groups for one in self.outcomes if one.jackknife), default=LEAST_GROUPS)
        if groups < LEAST_GROUPS:
            said.append(say("few_groups", chosen, n=groups))
        if self.treated < LEAST_TREATED:
            said.append(say("few_treated", chosen, n=self.treated))
        if self.effective < 2.0 * self.treated:
            said.append(
                say("few_effective", chosen, n=number(self.effective, chosen, 0), treated=self.treated)
            )
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values; the estimate is that of the first outcome, all of them are in the details."""
        first = self.outcomes[0]
        return as_json(
            method="matched_blocks",
            estimate=first.ratio,
            estimate_name=f"rate ratio, {first.name}",
            interval=(first.low, first.high),
            level=self.level,
            p_value=first.chance,
            n=self.treated + self.controls,
            period=(self.times[0], self.times[-1]),
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "outcomes": [asdict(one) for one in self.outcomes],
                "joint": {
                    "statistic": self.joint_statistic,
                    "freedom": self.joint_freedom,
                    "linear_p": self.joint_linear_p,
                    "p": self.joint_p,
                },
                "exact": self.exact,
                "figures": [asdict(figure) for figure in self.figures],
                "treated": self.treated,
                "controls": self.controls,
                "used": self.used,
                "effective_controls": self.effective,
                "placebo_areas": self.placebos,
                "placebo_areas_exact": self.placebos_exact,
                "start": self.times[self.start],
                "together": self.together,
                "paths": {
                    one.name: [list(pair) for pair in path]
                    for one, path in zip(self.outcomes, self.paths, strict=True)
                },
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """The ratio of each outcome with its limits."""
        chosen = check_language(language)
        return with_limits(
            [(one.name, one.ratio, one.low, one.high) for one in self.outcomes],
            headings={name: say(f"chart_{name}", chosen) for name in ("name", "estimate", "low", "high")},
            none_at=1.0,
            caption=self._caption("chart_caption", chosen),
            logarithmic=True,
        )

    def path_chart(self, outcome: str, language: Language = "en") -> Chart:
        """One outcome by period: points what was seen in the area, a line what the weighted blocks give.

        Raises KeyError for an outcome that is not among them.
        """
        chosen = check_language(language)
        path = {one.name: path for one, path in zip(self.outcomes, self.paths, strict=True)}[outcome]
        seen, expected = np.array(path).T
        time = self._time()
        return with_band(
            time,
            seen,
            expected,
            None,
            None,
            after=np.arange(len(time)) >= self.start,
            headings={
                "time": say("chart_time", chosen),
                "seen": say("chart_seen", chosen),
                "expected": say("chart_expected", chosen),
                "low": say("chart_low", chosen),
                "high": say("chart_high", chosen),
            },
            caption=self._caption("chart_path", chosen, outcome=outcome, start=self.times[self.start]),
        )

    def _caption(self, key: str, language: Language, **more: str) -> str:
        return say(
            key,
            language,
            treated=self.treated,
            controls=self.controls,
            first=self.times[0],
            last=self.times[-1],
            level=percent(self.level, language),
            **more,
        )

    def _time(self) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
        dated = any("-" in time for time in self.times)
        return np.array(self.times, dtype="datetime64[D]" if dated else np.float64)
