"""Did more people come to feel safe? Waves of a survey compared, never across a change of method."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from scipy import stats

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.safety_survey.sentences import say
from vapenvila.analysis.safety_survey.share import SurveyError, SurveyShare
from vapenvila.analysis.wording import Language, check_language, number, percent


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of the survey: its name (a year), how it was made, and the share it found."""

    name: str
    method: str
    share: SurveyShare


@dataclass(frozen=True, slots=True)
class WaveChange:
    """From one wave to a later one: difference of shares with its interval, None across a change of method."""

    earlier: str
    later: str
    difference: float | None
    low: float | None
    high: float | None
    p_value: float | None


@dataclass(frozen=True, slots=True)
class WaveChanges:
    """All waves, and each compared with the one before; last, the newest with the oldest of its own method."""

    waves: tuple[Wave, ...]
    steps: tuple[WaveChange, ...]
    overall: WaveChange
    level: float

    def summary(self, language: Language = "en") -> str:
        """What became of the share since the oldest wave that can be compared."""
        chosen, change = check_language(language), self.overall
        if change.difference is None or change.low is None or change.high is None:
            return say("nothing_to_compare", chosen, later=change.later)
        apart = change.low > 0 or change.high < 0
        key = ("wave_up" if change.difference > 0 else "wave_down") if apart else "wave_alike"
        return say(
            key,
            chosen,
            earlier=change.earlier,
            later=change.later,
            difference=_points(change.difference, chosen),
            level=percent(self.level, chosen),
            low=_points(change.low, chosen),
            high=_points(change.high, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """Where the method changed."""
        chosen = check_language(language)
        return tuple(
            say("method_break", chosen, earlier=step.earlier, later=step.later)
            for step in self.steps
            if step.difference is None
        )

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        change = self.overall
        return as_json(
            method="survey_waves",
            estimate=change.difference,
            estimate_name="difference of shares",
            interval=None if change.difference is None else (change.low, change.high),
            level=self.level,
            p_value=change.p_value,
            n=sum(wave.share.n for wave in self.waves),
            period=(self.waves[0].name, self.waves[-1].name),
            warnings=self.warnings(language),
            details={
                "waves": [
                    {
                        "name": wave.name,
                        "method": wave.method,
                        "share": wave.share.share,
                        "interval": [wave.share.low, wave.share.high],
                        "n": wave.share.n,
                    }
                    for wave in self.waves
                ],
                "steps": [_step_as_json(step) for step in self.steps],
            },
        )


def _step_as_json(step: WaveChange) -> dict[str, JsonValue]:
    return {
        "earlier": step.earlier,
        "later": step.later,
        "difference": step.difference,
        "interval": None if step.difference is None else [step.low, step.high],
        "p": step.p_value,
    }


def _points(value: float, language: Language) -> str:
    return number(100.0 * value, language, 1)


def compare_waves(waves: Sequence[Wave], *, level: float = 0.95) -> WaveChanges:
    """Compare each wave with the one before, and the newest with the oldest made by the same method since the last break.

    Supposes samples drawn apart from each other. The interval is the normal one of the difference, from the standard
    errors of the designs. Raises SurveyError for fewer than two waves, or two of one name.
    """
    if len(waves) < 2:
        raise SurveyError(f"{len(waves)} wave cannot be compared; at least two are needed.")
    names = [wave.name for wave in waves]
    if len(set(names)) < len(names):
        raise SurveyError(f"Two waves have the same name: {', '.join(names)}.")
    if not 0.0 < level < 1.0:
        raise SurveyError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    steps = tuple(_change(a, b, level) for a, b in pairwise(waves))
    last = waves[-1]
    alike = len(waves) - 1
    while alike > 0 and waves[alike - 1].method == last.method:
        alike -= 1
    first = waves[alike] if waves[alike] is not last else waves[-2]
    return WaveChanges(tuple(waves), steps, _change(first, last, level), level)


def _change(earlier: Wave, later: Wave, level: float) -> WaveChange:
    if earlier.method != later.method:
        return WaveChange(earlier.name, later.name, None, None, None, None)
    difference = later.share.share - earlier.share.share
    error = hypot(later.share.standard_error, earlier.share.standard_error)
    if error == 0:
        return WaveChange(earlier.name, later.name, None, None, None, None)
    margin = float(stats.norm.ppf(0.5 + level / 2.0)) * error
    p_value = float(2.0 * stats.norm.sf(abs(difference) / error))
    return WaveChange(
        earlier.name,
        later.name,
        difference,
        max(difference - margin, -1.0),
        min(difference + margin, 1.0),
        p_value,
    )
