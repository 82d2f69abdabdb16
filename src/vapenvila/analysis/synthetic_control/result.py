"""What synthetic control and synthetic difference-in-differences found, in numbers and in plain words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_band import with_band
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.synthetic_control.gaps import Variant
from vapenvila.analysis.synthetic_control.panel import Panel
from vapenvila.analysis.synthetic_control.sentences import say
from vapenvila.analysis.synthetic_control.weights import Floats
from vapenvila.analysis.wording import Language, check_language, number, percent

_SHOWN_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True)
class PlaceboUnit:
    """A unit without the programme, treated as if it had it. `ratio`: root mean square gap after over before."""

    name: str
    effect: float
    pre_rmse: float
    ratio: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The effect when this control is left out."""

    name: str
    effect: float


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticControl:
    """`gap`: (T,) treated less synthetic. `effect`: its mean after the start. `placebo_p`: share of units, the treated
    among them, whose ratio is at least as large. `limits`: effects the same in every period that the placebos do not
    refuse; `conformal`: those that permuted residuals do not refuse. None where there are too few to refuse any."""

    panel: Panel
    variant: Variant
    weights: Floats
    predictor_names: tuple[str, ...]
    predictor_weights: Floats | None
    gap: Floats
    effect: float
    pre_rmse: float
    ratio: float
    placebo_p: float
    placebos: tuple[PlaceboUnit, ...]
    left_out: tuple[LeftOut, ...]
    limits: tuple[float, float] | None
    conformal: tuple[float, float] | None
    level: float
    seed: int | None

    def summary(self, language: Language = "en") -> str:
        """The result in a few sentences."""
        chosen = check_language(language)
        said = say(
            "effect",
            chosen,
            treated=", ".join(self.panel.treated),
            start=self.panel.time_name(self.panel.T0),
            effect=number(self.effect, chosen),
            used=int(np.sum(np.abs(self.weights) > 1e-3)),
            error=number(self.pre_rmse, chosen),
        )
        rank = say(
            "placebos",
            chosen,
            tried=len(self.placebos),
            far=sum(one.ratio >= self.ratio for one in self.placebos),
        )
        limits = (
            say("no_limits", chosen)
            if self.limits is None
            else say(
                "limits",
                chosen,
                level=percent(self.level, chosen),
                low=number(self.limits[0], chosen),
                high=number(self.limits[1], chosen),
            )
        )
        return f"{said} {limits} {rank}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen = check_language(language)
        said = []
        spread = float(np.std(self.panel.target[: self.panel.T0]))
        if self.pre_rmse > 0.5 * spread:
            said.append(say("poor_fit", chosen))
        if len(self.placebos) < 19:
            said.append(
                say(
                    "few_placebos",
                    chosen,
                    n=len(self.placebos),
                    least=number(1 / (1 + len(self.placebos)), chosen, 3),
                )
            )
        if any(np.sign(one.effect) != np.sign(self.effect) for one in self.left_out):
            said.append(say("leans", chosen))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="synthetic_control",
            estimate=self.effect,
            estimate_name="mean effect after the start",
            interval=self.limits,
            level=self.level,
            p_value=self.placebo_p,
            n=int(self.panel.Y.size),
            period=_period(self.panel),
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "variant": self.variant,
                "treated": list(self.panel.treated),
                "weights": _by_name(self.panel.controls, self.weights),
                "predictor_weights": None
                if self.predictor_weights is None
                else dict(zip(self.predictor_names, self.predictor_weights.tolist(), strict=True)),
                "pre_rmse": self.pre_rmse,
                "ratio": self.ratio,
                "placebo_p": self.placebo_p,
                "conformal": None if self.conformal is None else list(self.conformal),
                "effects": _by_period(self.panel, self.gap),
                "placebos": [asdict(one) for one in self.placebos],
                "leave_one_out": {one.name: one.effect for one in self.left_out},
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """The treated and what the controls put together give, by period."""
        half = None
        if self.limits is not None:
            half = self.limits[0] - self.effect, self.limits[1] - self.effect
        return _chart(self.panel, self.panel.target - self.gap, half, self.level, check_language(language))


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticDid:
    """`effect`, `error`: estimate and placebo standard error, None without enough controls. `unit_weights`: (N0,),
    `time_weights`: (T0,). `gap`: (T,) treated less synthetic, less its weighted mean before; its mean after is the
    effect. `plain_did`: difference-in-differences without weights. `draws`: placebos the error stands on.
    `predictors`: means over time that somebody named; they change nothing here, as what each unit has of its own cancels."""

    panel: Panel
    effect: float
    error: float | None
    low: float | None
    high: float | None
    level: float
    p_value: float | None
    unit_weights: Floats
    time_weights: Floats
    gap: Floats
    plain_did: float
    draws: int
    seed: int | None
    predictors: tuple[str, ...] = ()

    def summary(self, language: Language = "en") -> str:
        """The result in a few sentences."""
        chosen = check_language(language)
        values = {
            "treated": ", ".join(self.panel.treated),
            "start": self.panel.time_name(self.panel.T0),
            "effect": number(self.effect, chosen),
            "plain": number(self.plain_did, chosen),
        }
        if self.low is None or self.high is None:
            return say("did_alone", chosen, **values)
        key = "did_alike" if self.low <= 0.0 <= self.high else "did_apart"
        return say(
            key,
            chosen,
            **values,
            level=percent(self.level, chosen),
            low=number(self.low, chosen),
            high=number(self.high, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen = check_language(language)
        said = []
        if self.error is None:
            said.append(say("no_error", chosen))
        elif self.draws < 20:
            said.append(say("few_for_error", chosen, n=self.draws))
        if self.predictors:
            said.append(say("predictors_cancel", chosen, predictors=", ".join(self.predictors)))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        T0 = self.panel.T0
        placed = dict(zip(map(str, self.panel.times[:T0]), self.time_weights.tolist(), strict=True))
        return as_json(
            method="synthetic_did",
            estimate=self.effect,
            estimate_name="mean effect after the start",
            interval=None if self.low is None else (self.low, self.high),
            level=self.level,
            p_value=self.p_value,
            n=int(self.panel.Y.size),
            period=_period(self.panel),
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "treated": list(self.panel.treated),
                "se": self.error,
                "weights": _by_name(self.panel.controls, self.unit_weights),
                "time_weights": {name: weight for name, weight in placed.items() if weight > _SHOWN_WEIGHT},
                "pre_rmse": float(np.std(self.gap[:T0])),
                "placebo_p": self.p_value,
                "effects": _by_period(self.panel, self.gap),
                "did": self.plain_did,
                "draws": self.draws,
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """The treated and what the controls put together give, moved by a constant, by period."""
        half = (
            None
            if self.low is None or self.high is None
            else (self.low - self.effect, self.high - self.effect)
        )
        return _chart(self.panel, self.panel.target - self.gap, half, self.level, check_language(language))


def _chart(
    panel: Panel, expected: Floats, half: tuple[float, float] | None, level: float, language: Language
) -> Chart:
    return with_band(
        panel.times,
        panel.target,
        expected,
        None if half is None else expected + half[0],
        None if half is None else expected + half[1],
        after=np.arange(len(expected)) >= panel.T0,
        headings={
            name: say(f"chart_{name}", language) for name in ("time", "seen", "expected", "low", "high")
        },
        caption=say(
            "chart_caption" if half is not None else "chart_caption_bare",
            language,
            units=panel.N0,
            first=panel.time_name(0),
            last=panel.time_name(-1),
            start=panel.time_name(panel.T0),
            level=percent(level, language),
        ),
    )


def _period(panel: Panel) -> tuple[str, str]:
    return panel.time_name(0), panel.time_name(-1)


def _by_name(names: tuple[str, ...], weights: Floats) -> Mapping[str, JsonValue]:
    heavy = sorted(zip(names, weights.tolist(), strict=True), key=lambda one: -abs(one[1]))
    return {name: weight for name, weight in heavy if abs(weight) > _SHOWN_WEIGHT}


def _by_period(panel: Panel, gap: Floats) -> Mapping[str, JsonValue]:
    return dict(zip(map(str, panel.times[panel.T0 :]), gap[panel.T0 :].tolist(), strict=True))
