"""What the model of triggered events says, in English and Swedish: whole sentences that claim no more than the model does."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "told": {
        "en": "{n} events, {first} to {last}. By the model, {share} % of them follow another nearby ({level} % interval "
        "{low} to {high} %), in the mean {delay} days after it and nine in ten within {within} days; half of them within "
        "{near} of it, nine in ten within {far}. With places and times that have nothing to do with each other, chance shows "
        "as much with {p}.",
        "sv": "{n} händelser, {first} till {last}. Enligt modellen följer {share} % av dem på en annan i närheten ({level} % "
        "intervall {low} till {high} %), i medeltal {delay} dagar efter den och nio av tio inom {within} dagar; hälften av "
        "dem inom {near} från den, nio av tio inom {far}. Där platser och tider inte har med varandra att göra visar "
        "slumpen så mycket med {p}.",
    },
    "faint": {
        "en": "{n} events, {first} to {last}. Some of them seem to follow another nearby ({p}), but how many cannot be "
        "told from none: by the model {share} % ({level} % interval {low} to {high} %).",
        "sv": "{n} händelser, {first} till {last}. Några av dem verkar följa på en annan i närheten ({p}), men hur många kan "
        "inte skiljas från inga: enligt modellen {share} % ({level} % intervall {low} till {high} %).",
    },
    "not_told": {
        "en": "{n} events, {first} to {last}. Whether any of them follow another nearby cannot be told from chance ({p}). "
        "By the model {share} % do ({level} % interval {low} to {high} %).",
        "sv": "{n} händelser, {first} till {last}. Om någon av dem följer på en annan i närheten kan inte skiljas från "
        "slumpen ({p}). Enligt modellen gör {share} % det ({level} % intervall {low} till {high} %).",
    },
    "meaning": {
        "en": "“Follow” is a pattern in place and time, not a cause. Retaliation is one reading of it; one quarrel over "
        "several weeks, one shooter, or an incident entered twice look the same, and who answered whom is not in it.",
        "sv": "”Följa” är ett mönster i plats och tid, inte en orsak. Vedergällning är en läsning av det; ett bråk under "
        "flera veckor, en skytt eller en händelse som registrerats två gånger ser likadana ut, och vem som svarade vem "
        "finns inte i det.",
    },
    "still": {
        "en": "The map of the background is taken to stand still: a place that flares up for some weeks for any other "
        "reason, or calms down, passes for events that follow one another. Of a long period look at parts.",
        "sv": "Bakgrundens karta antas stå stilla: en plats som av någon annan orsak blossar upp under några veckor, eller "
        "lugnar sig, ser ut som händelser som följer på varandra. Dela upp en lång period.",
    },
    "outside": {
        "en": "What follows outside the area or before and after the period is not seen.",
        "sv": "Det som följer utanför området eller före och efter perioden syns inte.",
    },
    "whole_days": {
        "en": "The events are known by their day; a moment within it was drawn at random.",
        "sv": "Händelserna är kända till dagen; en tidpunkt inom den lottades.",
    },
    "level": {
        "en": "The background is taken to be level in time: a season or a trend passes in part for events that follow one "
        "another.",
        "sv": "Bakgrunden antas jämn i tiden: säsong och trend ser delvis ut som händelser som följer på varandra.",
    },
    "delay_at_edge": {
        "en": "The mean delay lies at the edge of those looked for, {shortest} to {longest} days: events of one night, or a "
        "slow change of single places, may be what the model sees.",
        "sv": "Medelfördröjningen ligger vid kanten av dem som söktes, {shortest} till {longest} dagar: händelser samma "
        "natt, eller en långsam ändring på enskilda platser, kan vara vad modellen ser.",
    },
    "spread_at_edge": {
        "en": "The spread of followers in space lies at the edge of those looked for, {shortest} to {longest}: places "
        "rounded to addresses, or a change of the whole city, may be what the model sees.",
        "sv": "De följandes spridning i rummet ligger vid kanten av dem som söktes, {shortest} till {longest}: platser "
        "avrundade till adresser, eller en ändring i hela staden, kan vara vad modellen ser.",
    },
    "no_upper_limit": {
        "en": "The events set no upper limit to the share that follows another.",
        "sv": "Händelserna sätter ingen övre gräns för den andel som följer på en annan.",
    },
    "few": {
        "en": "With {n} events a share of a few in a hundred is often not told from none: not told is not the same as "
        "nothing there.",
        "sv": "Med {n} händelser kan en andel på några hundradelar ofta inte skiljas från ingen: att inget visas är inte "
        "detsamma som att inget finns.",
    },
    "same_moment": {
        "en": "{pairs} pairs have the same place and time: look whether they are one event entered twice.",
        "sv": "{pairs} par har samma plats och tid: se efter om de är en händelse som registrerats två gånger.",
    },
    "chart_days": {"en": "Days after an event", "sv": "Dagar efter en händelse"},
    "chart_followers": {
        "en": "Followers of 100 events until then",
        "sv": "Följande på 100 händelser till dess",
    },
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Followers nearby, by the model; band: {level} % interval "
        "from towns drawn from it, the limit open to what chance shows.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Följande i närheten, enligt modellen; band: {level} % "
        "intervall ur städer dragna ur den, med gränsen öppen mot vad slumpen visar.",
    },
}

say = Phrases(_PHRASES)
