"""What the figures of a page stand on, in words: period, definition, level."""

from dataclasses import dataclass

from vapenvila.analysis.problem_analysis.bounded_share import BoundedShare
from vapenvila.analysis.problem_analysis.pages.said_numbers import share, shares, whole
from vapenvila.analysis.problem_analysis.parts import Stands
from vapenvila.analysis.report_page import Figure
from vapenvila.analysis.wording import Language, Phrases, Sentences, percent

_PHRASES: Sentences = {
    "period": {"en": "{first} to {last}", "sv": "{first} till {last}"},
    "no_period": {"en": "not in the data", "sv": "finns inte i data"},
    "no_definition": {
        "en": "as the file counts (no definition was given)",
        "sv": "så som filen räknar (ingen definition angavs)",
    },
    "bounds": {
        "en": "{low} if no unknown counts, {high} if all do; {level} % limits {limits}",
        "sv": "{low} om inget okänt räknas, {high} om allt gör det; {level} % gränser {limits}",
    },
    "limits": {"en": "{level} % limits {limits}", "sv": "{level} % gränser {limits}"},
    "n": {"en": "{n}", "sv": "{n}"},
}

say = Phrases(_PHRASES)


@dataclass(frozen=True, slots=True)
class Standing:
    """`period`, `definition`: as every figure says them. `level`: in percent, as written."""

    language: Language
    period: str
    definition: str
    level: str

    def limits(self, low: float, high: float) -> str:
        """ "95 % limits 29–61 %"."""
        return say("limits", self.language, level=self.level, limits=shares(low, high, self.language))

    def of_share(self, name: str, found: BoundedShare, definition: str) -> Figure:
        """A share as a figure: the smallest it can be, between its bounds, with their limits."""
        said = self.language
        if found.unknown:
            sure = say(
                "bounds",
                said,
                low=share(found.lowest, said),
                high=share(found.highest, said),
                level=self.level,
                limits=shares(*found.limits, said),
            )
        else:
            sure = self.limits(*found.limits)
        value = shares(found.lowest, found.highest, said)
        return Figure(name, value, sure, whole(found.n, said), self.period, definition)


def standing_of(stands: Stands, language: Language) -> Standing:
    """The words of this analysis."""
    settings = stands.settings
    if stands.period is not None:
        period = days_said(stands.period, language)
    else:
        period = settings.period or say("no_period", language)
    return Standing(
        language,
        period=period,
        definition=settings.definition or say("no_definition", language),
        level=percent(settings.level, language),
    )


def days_said(period: tuple[str, str], language: Language) -> str:
    """ "2024-01-01 to 2025-12-31"."""
    return say("period", language, first=period[0], last=period[1])
