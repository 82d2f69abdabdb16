"""Why a part cannot be made, in words: which column or table is missing, or which numbers are too few."""

from typing import Final

from vapenvila.analysis.problem_analysis.lacking import Lacking, Missing, Need, TooFew
from vapenvila.analysis.wording import Language, Phrases, Sentences

_NEEDS: Final[Sentences] = {
    "incidents": {
        "en": "Missing: a table of incidents.",
        "sv": "Saknas: en tabell över händelser.",
    },
    "link": {
        "en": "Missing: how sure each incident's link to a group is, by side.",
        "sv": "Saknas: hur säker varje händelses koppling till en grupp är, per sida.",
    },
    "named_groups": {
        "en": "Missing: which group is on either side of each incident.",
        "sv": "Saknas: vilken grupp som finns på någon av händelsens sidor.",
    },
    "both_groups": {
        "en": "Missing: which group attacked and which was struck in each incident.",
        "sv": "Saknas: vilken grupp som angrep och vilken som drabbades i varje händelse.",
    },
    "date": {"en": "Missing: the date of each incident.", "sv": "Saknas: varje händelses datum."},
    "place": {
        "en": "Missing: the place of each incident as coordinates.",
        "sv": "Saknas: varje händelses plats som koordinater.",
    },
    "area_or_place": {
        "en": "Missing: the area or the place of each incident.",
        "sv": "Saknas: varje händelses område eller plats.",
    },
    "groups": {"en": "Missing: a table of groups.", "sv": "Saknas: en tabell över grupper."},
    "sizes": {
        "en": "Missing: how many members each group has, as a low and a high number.",
        "sv": "Saknas: hur många medlemmar varje grupp har, som ett lågt och ett högt antal.",
    },
    "population": {
        "en": "No share of the population is given without its denominator: missing are the number of people and the "
        "day it was true.",
        "sv": "Ingen andel av befolkningen anges utan sin nämnare: antalet invånare och dagen det gällde saknas.",
    },
    "persons": {
        "en": "Missing: a table of which persons were in which incident, and as what.",
        "sv": "Saknas: en tabell över vilka personer som fanns i vilken händelse, och som vad.",
    },
    "same_person": {
        "en": "Missing: a name or number that tells which rows are about the same person.",
        "sv": "Saknas: ett namn eller nummer som visar vilka rader som rör samma person.",
    },
    "supervised": {
        "en": "Missing: whether each person was under supervision at the time.",
        "sv": "Saknas: om varje person stod under övervakning då.",
    },
    "ties": {
        "en": "Missing: a table of ties between people, or of the suspects of each incident.",
        "sv": "Saknas: en tabell över kopplingar mellan personer, eller över de misstänkta i varje händelse.",
    },
    "relations": {
        "en": "Missing: a table of relations between groups.",
        "sv": "Saknas: en tabell över relationer mellan grupper.",
    },
    "feuds": {
        "en": "Missing: which groups were in feud, from when to when; without them a feud that flares up passes for "
        "answers.",
        "sv": "Saknas: vilka grupper som låg i fejd, från när till när; utan dem ser en fejd som blossar upp ut som "
        "svar.",
    },
    "listed": {
        "en": "Missing: who is listed as a member of a group.",
        "sv": "Saknas: vilka som är listade som medlemmar i en grupp.",
    },
    "categories": {
        "en": "Missing: sex, age or area of the people in incidents.",
        "sv": "Saknas: kön, ålder eller område för personerna i händelserna.",
    },
}

_COLUMNS: Final[dict[Need, str]] = {
    "incidents": "--incidents",
    "link": "[incidents] group | victim_group | offender_group",
    "named_groups": "[incidents] struck | attacker",
    "both_groups": "[incidents] struck, attacker",
    "date": "[incidents] date",
    "place": "[incidents] x, y | latitude, longitude",
    "area_or_place": "[incidents] area | x, y | latitude, longitude",
    "groups": "--groups",
    "sizes": "[groups] low, high",
    "population": "--population, --population-date",
    "persons": "--persons",
    "same_person": "[persons] person",
    "supervised": "[persons] supervised",
    "ties": "--ties | --persons",
    "relations": "--relations",
    "feuds": "--relations, [relations] kind, first, last",
    "listed": "--people, [people] listed",
    "categories": "[persons] sex | age | area",
}

_PHRASES: Final[Sentences] = {
    **_NEEDS,
    "column": {"en": "{sentence} In a mapping: `{column}`.", "sv": "{sentence} I en mappning: `{column}`."},
    "too_few": {
        "en": "There are {n}; at least {needed} are needed to say anything.",
        "sv": "Det finns {n}; minst {needed} behövs för att något ska kunna sägas.",
    },
    "refused": {
        "en": "The data do not allow it: {sentence}",
        "sv": "Data tillåter det inte (metodens ord, på engelska): {sentence}",
    },
}

say = Phrases(_PHRASES)


def why_not(lacking: Lacking, language: Language, *, columns: bool) -> tuple[str, ...]:
    """Sentences. `columns`: name the keys of a mapping too."""
    if isinstance(lacking, TooFew):
        return (say("too_few", language, n=lacking.n, needed=lacking.needed),)
    if not isinstance(lacking, Missing):
        return (say("refused", language, sentence=lacking.sentence),)
    said = [(say(need, language), _COLUMNS[need]) for need in lacking.needs]
    if not columns:
        return tuple(sentence for sentence, _ in said)
    return tuple(say("column", language, sentence=sentence, column=column) for sentence, column in said)
