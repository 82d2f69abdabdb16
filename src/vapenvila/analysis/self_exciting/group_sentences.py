"""What the model of answers between groups says, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "told": {
        "en": "By the model, 100 of the {n} attacks between {groups} groups bring {share} by the struck on the attacker "
        "({level} % interval {low} to {high}), in the mean {delay} days later; besides {again} by the same on the same and "
        "{third} with a third group. Were nothing answered, chance would show as much with {p}.",
        "sv": "Enligt modellen ger 100 av de {n} attackerna mellan {groups} grupper {share} från den drabbade mot angriparen "
        "({level} % intervall {low} till {high}), i medeltal {delay} dagar senare; därtill {again} från samma mot samma och "
        "{third} med en tredje grupp. Om inget besvarades skulle slumpen visa så mycket med {p}.",
    },
    "not_told": {
        "en": "Whether the {n} attacks between {groups} groups are answered cannot be told from chance ({p}): by the "
        "model 100 of them bring {share} by the struck on the attacker ({level} % interval {low} to {high}).",
        "sv": "Om de {n} attackerna mellan {groups} grupper besvaras kan inte skiljas från slumpen ({p}): enligt "
        "modellen ger 100 av dem {share} från den drabbade mot angriparen ({level} % intervall {low} till {high}).",
    },
    "meaning": {
        "en": "An answer here is an attack by the struck on the attacker soon after, more than the feud's own level brings. "
        "Why it happened is not in it, and it says nothing of a person.",
        "sv": "Ett svar är här en attack från den drabbade mot angriparen kort efter, utöver vad fejdens egen nivå ger. "
        "Varför den skedde finns inte i det, och det säger inget om en person.",
    },
    "no_feuds": {
        "en": "No feuds were given: one that flares up and dies down passes for answers, and the share is then too high.",
        "sv": "Inga fejder angavs: en som blossar upp och dör ut ser ut som svar, och andelen blir då för hög.",
    },
    "outside": {
        "en": "{attacks} attacks lie outside every known feud and are left out.",
        "sv": "{attacks} attacker ligger utanför alla kända fejder och är inte med.",
    },
    "whole_days": {
        "en": "The attacks are known by their day; which came first on a day was drawn at random.",
        "sv": "Attackerna är kända till dagen; vilken som kom först en dag lottades.",
    },
    "delay_at_edge": {
        "en": "The mean delay lies at the edge of those looked for, {shortest} to {longest} days: a feud's slow rise, or "
        "attacks of one night, may be what the model sees.",
        "sv": "Medelfördröjningen ligger vid kanten av dem som söktes, {shortest} till {longest} dagar: en fejds "
        "långsamma upptrappning, eller attacker samma natt, kan vara vad modellen ser.",
    },
    "chart_attacker": {"en": "Attacker", "sv": "Angripare"},
    "chart_struck": {"en": "Struck", "sv": "Drabbad"},
    "chart_attacks": {"en": "Attacks", "sv": "Attacker"},
    "chart_answers": {"en": "Of these, answers by the model", "sv": "Varav svar enligt modellen"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Expected numbers, with {level} % limits of the share.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Väntade antal, med {level} % gränser för andelen.",
    },
}

say = Phrases(_PHRASES)
