"""The words that every printed page has: headings of its tables and parts, in English and Swedish."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "figure": {"en": "Figure", "sv": "Uppgift"},
    "value": {"en": "Value", "sv": "Värde"},
    "uncertainty": {"en": "How sure", "sv": "Hur säkert"},
    "n": {"en": "n", "sv": "n"},
    "period": {"en": "Period", "sv": "Period"},
    "definition": {"en": "Definition", "sv": "Definition"},
    "first": {"en": "In short", "sv": "I korthet"},
    "first_caption": {
        "en": "The figures in short, each with how sure it is and what it stands on",
        "sv": "Uppgifterna i korthet, var och en med hur säker den är och vad den står på",
    },
    "figures_of": {
        "en": "Figures: {title}",
        "sv": "Uppgifter: {title}",
    },
    "basis": {"en": "What this stands on", "sv": "Vad detta står på"},
    "as_table": {"en": "The same as a table", "sv": "Samma som tabell"},
    "table_of": {"en": "Table: {title}", "sv": "Tabell: {title}"},
    "notes": {"en": "Bear in mind", "sv": "Tänk på"},
    "missing": {"en": "Cannot be said here", "sv": "Kan inte sägas här"},
    "about": {"en": "How this was made", "sv": "Så gjordes detta"},
    "page": {"en": "Page", "sv": "Sida"},
    "contents": {"en": "On this page", "sv": "På denna sida"},
    "nothing": {"en": "–", "sv": "–"},
    "more_rows": {
        "en": "The first {shown} of {rows} rows; the web page and the JSON have all.",
        "sv": "De första {shown} av {rows} rader; webbsidan och JSON har alla.",
    },
}

say = Phrases(_PHRASES)
