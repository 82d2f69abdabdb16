"""What a network's summary says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "summary": {
        "en": "{people} people; ties: {ties}. Separate parts: {components}, the largest with {largest} ({percent} %). "
        "Communities: {communities}.",
        "sv": "{people} personer; kopplingar: {ties}. Skilda delar: {components}, den största med {largest} ({percent} %). "
        "Gemenskaper: {communities}.",
    },
    "to_oneself": {
        "en": "Rows that tie somebody to themselves are not used: {n}.",
        "sv": "Rader som kopplar någon till sig själv används inte: {n}.",
    },
    "outside": {
        "en": "Rows outside the window are not used: {n}.",
        "sv": "Rader utanför perioden används inte: {n}.",
    },
    "weak": {
        "en": "The communities hold together hardly more than chance would have it (modularity {value}).",
        "sv": "Gemenskaperna håller knappt mer samman än slumpen skulle ge (modularitet {value}).",
    },
    "record": {
        "en": "Ties are what is on record, not who people know; more records give more ties.",
        "sv": "Kopplingarna är det som är registrerat, inte vilka som känner varandra; fler registreringar ger fler "
        "kopplingar.",
    },
}

say = Phrases(_PHRASES)
