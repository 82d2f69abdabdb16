"""What the costs say, in English and Swedish: ranges in whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "events": {
        "en": "Between {low} and {high} events were averted ({level} % range; in {nothing} % of the draws none).",
        "sv": "Mellan {low} och {high} händelser förhindrades ({level} % spann; i {nothing} % av dragningarna ingen).",
    },
    "total": {
        "en": "That is {low} to {high} {unit}.",
        "sv": "Det är {low} till {high} {unit}.",
    },
    "supposes": {
        "en": "The ranges suppose that each averted event is like the average one, and that the number averted is rightly "
        "told.",
        "sv": "Spannen förutsätter att varje förhindrad händelse är som genomsnittet och att antalet förhindrade är rätt "
        "skattat.",
    },
    "contested": {
        "en": "Contested in the literature: {names}. The totals stand also without it.",
        "sv": "Omstritt i litteraturen: {names}. Summorna finns också utan det.",
    },
    "perhaps_nothing": {
        "en": "It cannot be told whether anything was averted; then nothing was saved either.",
        "sv": "Det går inte att säga om något alls förhindrades; då sparades inte heller något.",
    },
    "chart_name": {"en": "What", "sv": "Vad"},
    "chart_unit": {"en": "Unit", "sv": "Enhet"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_contested": {"en": "Contested", "sv": "Omstritt"},
    "chart_yes": {"en": "yes", "sv": "ja"},
    "chart_no": {"en": "no", "sv": "nej"},
    "chart_caption": {
        "en": "n = {n} draws; bars: {level} % ranges. Definition {definition}.",
        "sv": "n = {n} dragningar; streck: {level} % spann. Definition {definition}.",
    },
}

say = Phrases(_PHRASES)
