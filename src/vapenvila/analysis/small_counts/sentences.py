"""What the small-count results say, in English and Swedish: whole sentences, no parts glued together."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, get_args

from vapenvila.analysis.small_counts.dispersion_sentences import DISPERSION_SENTENCES
from vapenvila.analysis.wording import Language, LanguageError, Phrases, Sentences

What = Literal["incidents", "shootings", "explosions", "victims"]


_SMALL_NUMBERS: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    "sv": ("Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv"),
}

_COUNTED: Final[Mapping[Language, Mapping[What, tuple[str, str, str]]]] = {
    # none, one, many (after a number)
    "en": {
        "incidents": ("No incidents", "One incident", "incidents"),
        "shootings": ("No shootings", "One shooting", "shootings"),
        "explosions": ("No explosions", "One explosion", "explosions"),
        "victims": ("No victims", "One victim", "victims"),
    },
    "sv": {
        "incidents": ("Inga händelser", "En händelse", "händelser"),
        "shootings": ("Inga skjutningar", "En skjutning", "skjutningar"),
        "explosions": ("Inga sprängningar", "En sprängning", "sprängningar"),
        "victims": ("Inga offer", "Ett offer", "offer"),
    },
}

_MONTHS: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "sv": (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
}

_WEEKDAYS: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
}

_PHRASES: Final[Sentences] = {
    "this_month": {"en": "the month", "sv": "månaden"},
    "usual_whole": {
        "en": "{counted} in {month} is within what chance alone gives (usually {low} to {high}). Not unusual.",
        "sv": "{counted} i {month} ligger inom vad slumpen ensam ger (vanligen {low} till {high}). "
        "Inte ovanligt.",
    },
    "usual_part": {
        "en": "{counted} so far in {month} is within what chance alone gives in that part of the month "
        "(usually {low} to {high}). Not unusual.",
        "sv": "{counted} hittills i {month} ligger inom vad slumpen ensam ger under den delen av månaden "
        "(vanligen {low} till {high}). Inte ovanligt.",
    },
    "many_whole": {
        "en": "{counted} in {month} is more than chance alone usually gives ({low} to {high}). Unusually many.",
        "sv": "{counted} i {month} är fler än slumpen ensam brukar ge ({low} till {high}). Ovanligt många.",
    },
    "many_part": {
        "en": "{counted} so far in {month} is more than chance alone usually gives in that part of the month "
        "({low} to {high}). Unusually many.",
        "sv": "{counted} hittills i {month} är fler än slumpen ensam brukar ge under den delen av månaden "
        "({low} till {high}). Ovanligt många.",
    },
    "few_whole": {
        "en": "{counted} in {month} is fewer than chance alone usually gives ({low} to {high}). Unusually few.",
        "sv": "{counted} i {month} är färre än slumpen ensam brukar ge ({low} till {high}). Ovanligt få.",
    },
    "few_part": {
        "en": "{counted} so far in {month} is fewer than chance alone usually gives in that part of the month "
        "({low} to {high}). Unusually few.",
        "sv": "{counted} hittills i {month} är färre än slumpen ensam brukar ge under den delen av månaden "
        "({low} till {high}). Ovanligt få.",
    },
    "few_past_months": {
        "en": "Only {n} past months to compare with: spread beyond chance cannot be judged.",
        "sv": "Bara {n} tidigare månader att jämföra med: spridning utöver slumpen kan inte bedömas.",
    },
    "one_past_month": {
        "en": "Only one past month to compare with: spread beyond chance cannot be judged.",
        "sv": "Bara en tidigare månad att jämföra med: spridning utöver slumpen kan inte bedömas.",
    },
    "spread_beyond_chance": {
        "en": "Past months vary more than chance alone would make them (variance {ratio} times the mean), "
        "so the limits are wider.",
        "sv": "Tidigare månader varierar mer än slumpen ensam skulle ge (variansen är {ratio} gånger "
        "medelvärdet), så gränserna är vidare.",
    },
    "rate": {
        "en": "{count} in {exposure} gives a rate of {rate} ({level} % interval {low} to {high}).",
        "sv": "{count} på {exposure} ger takten {rate} ({level} % intervall {low} till {high}).",
    },
    "rolling": {
        "en": "Last {window} of {n} months: {count}, which is {rate} a month ({level} % interval {low} to {high}).",
        "sv": "Senaste {window} av {n} månader: {count}, det vill säga {rate} i månaden "
        "({level} % intervall {low} till {high}).",
    },
    "compared_apart": {
        "en": "{before} in {exposure_before} before and {after} in {exposure_after} after: rate ratio {ratio} "
        "({level} % interval {low} to {high}). The difference is larger than chance alone usually gives.",
        "sv": "{before} på {exposure_before} före och {after} på {exposure_after} efter: frekvenskvot {ratio} "
        "({level} % intervall {low} till {high}). Skillnaden är större än slumpen ensam brukar ge.",
    },
    "compared_alike": {
        "en": "{before} in {exposure_before} before and {after} in {exposure_after} after: rate ratio {ratio} "
        "({level} % interval {low} to {high}). This cannot be told from chance yet.",
        "sv": "{before} på {exposure_before} före och {after} på {exposure_after} efter: frekvenskvot {ratio} "
        "({level} % intervall {low} till {high}). Det går ännu inte att skilja från slumpen.",
    },
    "compared_none_before": {
        "en": "None in {exposure_before} before and {after} in {exposure_after} after: a rate ratio cannot be "
        "given, but it is at least {low} ({level} % limit).",
        "sv": "Inga på {exposure_before} före och {after} på {exposure_after} efter: någon frekvenskvot kan inte "
        "ges, men den är minst {low} ({level} % gräns).",
    },
    "compared_none_at_all": {
        "en": "None in {exposure_before} before and none in {exposure_after} after: nothing can be compared.",
        "sv": "Inga på {exposure_before} före och inga på {exposure_after} efter: det finns inget att jämföra.",
    },
    "hours": {
        "en": "Incidents by hour and weekday: {n}. The busiest hour of the week is {weekday} {hour}–{next_hour}. "
        "Known only as an interval: {interval}; of these longer than a week and spread evenly: {spread}.",
        "sv": "Händelser efter timme och veckodag: {n}. Veckans tätaste timme är {weekday} {hour}–{next_hour}. "
        "Kända bara som ett intervall: {interval}; av dessa längre än en vecka och jämnt utspridda: {spread}.",
    },
    "hours_none": {
        "en": "No incidents, so no hours to show.",
        "sv": "Inga händelser, alltså inga timmar att visa.",
    },
    "hours_few": {
        "en": "With so few incidents ({n}) a single hour is mostly chance.",
        "sv": "Med så få händelser ({n}) är en enskild timme mest slump.",
    },
    "months": {
        "en": "{n} from {first} to {last}.",
        "sv": "{n} från {first} till {last}.",
    },
    "months_outside": {
        "en": "Outside the period and not counted: {outside}.",
        "sv": "Utanför perioden och inte räknade: {outside}.",
    },
}

say = Phrases({**DISPERSION_SENTENCES, **_PHRASES})


def check_what(what: str) -> What:
    """The thing counted, if there is a word for it."""
    for known in get_args(What):
        if what == known:
            return known  # type: ignore[no-any-return]  # get_args is untyped
    raise LanguageError(f"There is no word for {what!r}; choose one of {', '.join(get_args(What))}.")


def counted(number: int, what: What, language: Language) -> str:
    """ "Three shootings", "Tre skjutningar": the beginning of a sentence."""
    none, one, many = _COUNTED[language][what]
    if number <= 1:
        return one if number == 1 else none
    words = _SMALL_NUMBERS[language]
    return f"{words[number - 2] if number - 2 < len(words) else number} {many}"


def month_name(month: date | None, language: Language) -> str:
    """ "October 2026"; "the month" when none is given."""
    if month is None:
        return say("this_month", language)
    return f"{_MONTHS[language][month.month - 1]} {month.year}"


def weekday_name(weekday: int, language: Language) -> str:
    """Name of a weekday, 0 is Monday."""
    return _WEEKDAYS[language][weekday]
