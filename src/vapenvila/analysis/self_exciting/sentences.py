"""What the self-exciting models say, in English and Swedish: whole sentences that claim no more than the model does."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "told": {
        "en": "By the model, {share} % of the {n} events follow another ({level} % interval {low} to {high} %), in the mean "
        "{delay} days after it and nine in ten within {within} days. Where nothing follows, chance shows as much with "
        "p = {p}.",
        "sv": "Enligt modellen följer {share} % av de {n} händelserna på en annan ({level} % intervall {low} till {high} %), "
        "i medeltal {delay} dagar efter den och nio av tio inom {within} dagar. Där inget följer visar slumpen så mycket "
        "med p = {p}.",
    },
    "not_told": {
        "en": "Whether any of the {n} events follow another cannot be told from chance (p = {p}). By the model {share} % do "
        "({level} % interval {low} to {high} %), in the mean {delay} days after it.",
        "sv": "Om någon av de {n} händelserna följer på en annan kan inte skiljas från slumpen (p = {p}). Enligt modellen "
        "gör {share} % det ({level} % intervall {low} till {high} %), i medeltal {delay} dagar efter den.",
    },
    "none": {
        "en": "By the model none of the {n} events need follow another; up to {high} % could ({level} % interval).",
        "sv": "Enligt modellen behöver ingen av de {n} händelserna följa på en annan; upp till {high} % kan göra det "
        "({level} % intervall).",
    },
    "meaning": {
        "en": "“Follow” is a pattern in time, not a cause: who answered whom is not in it, and two events with one cause "
        "look the same.",
        "sv": "”Följa” är ett mönster i tiden, inte en orsak: vem som svarade vem finns inte i det, och två händelser med en "
        "orsak ser likadana ut.",
    },
    "whole_days": {
        "en": "The events are known by their day; a moment within it was drawn at random.",
        "sv": "Händelserna är kända till dagen; en tidpunkt inom den lottades.",
    },
    "steady": {
        "en": "The background is taken to be level: a season, a trend or a change of policing passes for events that follow "
        "one another.",
        "sv": "Bakgrunden antas jämn: säsong, trend eller en ändrad polisinsats ser ut som händelser som följer på varandra.",
    },
    "delay_at_edge": {
        "en": "The mean delay lies at the edge of those looked for, {shortest} to {longest} days: events of one night, or a "
        "slow change of the level, may be what the model sees.",
        "sv": "Medelfördröjningen ligger vid kanten av dem som söktes, {shortest} till {longest} dagar: händelser samma "
        "natt, eller en långsam ändring av nivån, kan vara vad modellen ser.",
    },
    "no_upper_limit": {
        "en": "The events set no upper limit to the share that follows another.",
        "sv": "Händelserna sätter ingen övre gräns för den andel som följer på en annan.",
    },
    "few": {
        "en": "With {n} events a share of a third is rarely told from none: not told is not the same as nothing there.",
        "sv": "Med {n} händelser kan en andel på en tredjedel sällan skiljas från ingen: att inget visas är inte "
        "detsamma som att inget finns.",
    },
    "bad_fit": {
        "en": "The model does not fit: rescaled by it, the events are not as even as those it would bring. Do not use "
        "the share.",
        "sv": "Modellen passar inte: omräknade med den är händelserna inte så jämna som de den själv skulle ge. Använd inte "
        "andelen.",
    },
    "chart_days": {"en": "Days after an event", "sv": "Dagar efter en händelse"},
    "chart_followers": {"en": "Followers a day", "sv": "Följande per dag"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Band: {level} % of series drawn from the model.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Band: {level} % av serier dragna ur modellen.",
    },
}

say = Phrases(_PHRASES)
