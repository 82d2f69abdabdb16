"""What the comparison with matched blocks says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "matched": {
        "en": "The {treated} blocks with the programme are compared with {used} of {controls} blocks without it, weighted so "
        "that all {figures} figures from before the start are the same.",
        "sv": "De {treated} kvarteren med insatsen jämförs med {used} av {controls} kvarter utan den, viktade så att alla "
        "{figures} tal från tiden före starten är lika.",
    },
    "nearest": {
        "en": "The {treated} blocks with the programme are compared with {used} of {controls} blocks without it, weighted to "
        "be as near as can be: no weights make all {figures} figures from before the start the same.",
        "sv": "De {treated} kvarteren med insatsen jämförs med {used} av {controls} kvarter utan den, viktade så att de "
        "ligger så nära som möjligt: inga vikter gör alla {figures} tal från tiden före starten lika.",
    },
    "fewer": {
        "en": "{name}: {seen} against {expected} to be expected, {ratio} times as many ({level} % interval {low} to {high}, "
        "{p}): fewer than chance alone usually gives.",
        "sv": "{name}: {seen} mot väntade {expected}, {ratio} gånger så många ({level} % intervall {low} till {high}, {p}): "
        "färre än slumpen ensam brukar ge.",
    },
    "more": {
        "en": "{name}: {seen} against {expected} to be expected, {ratio} times as many ({level} % interval {low} to {high}, "
        "{p}): more than chance alone usually gives.",
        "sv": "{name}: {seen} mot väntade {expected}, {ratio} gånger så många ({level} % intervall {low} till {high}, {p}): "
        "fler än slumpen ensam brukar ge.",
    },
    "alike": {
        "en": "{name}: {seen} against {expected} to be expected, {ratio} times as many ({level} % interval {low} to {high}, "
        "{p}). This cannot be told from chance yet.",
        "sv": "{name}: {seen} mot väntade {expected}, {ratio} gånger så många ({level} % intervall {low} till {high}, {p}). "
        "Det går ännu inte att skilja från slumpen.",
    },
    "jackknife": {
        "en": "Leaving out one of {groups} groups of blocks at a time gives {low} to {high}.",
        "sv": "Att utelämna en av {groups} grupper av kvarter i taget ger {low} till {high}.",
    },
    "few_groups": {
        "en": "The jackknife has only {n} groups: how sure its limits are is hardly known.",
        "sv": "Jackkniven har bara {n} grupper: hur säkra dess gränser är går knappt att veta.",
    },
    "joint": {
        "en": "That nothing changed in any of them: {p}.",
        "sv": "Att inget av dem ändrades: {p}.",
    },
    "inexact": {
        "en": "The weights do not meet every figure. Farthest off is {name}: {given} for {asked}. Leave covariates out, take "
        "periods together, or do not trust the comparison.",
        "sv": "Vikterna når inte varje tal. Längst ifrån är {name}: {given} för {asked}. Utelämna uppgifter, lägg samman "
        "perioder, eller lita inte på jämförelsen.",
    },
    "no_placebos": {
        "en": "No placebo areas were drawn: intervals and p values rest on the normal distribution.",
        "sv": "Inga skenområden drogs: intervall och p-värden bygger på normalfördelningen.",
    },
    "few_placebos": {
        "en": "Only {n} placebo areas were drawn: intervals and p values are coarse.",
        "sv": "Bara {n} skenområden drogs: intervall och p-värden är grova.",
    },
    "inexact_placebos": {
        "en": "{n} of {of} placebo areas could not be met exactly either; they make the intervals wider.",
        "sv": "{n} av {of} skenområden gick inte heller att nå exakt; de gör intervallen vidare.",
    },
    "few_treated": {
        "en": "Only {n} blocks have the programme: how much they differ by chance is hardly known.",
        "sv": "Bara {n} kvarter har insatsen: hur mycket de skiljer sig av slump är knappt känt.",
    },
    "few_effective": {
        "en": "The weights rest on few blocks: as uncertain as {n} of equal weight, for {treated} with the programme.",
        "sv": "Vikterna vilar på få kvarter: lika osäkra som {n} med lika vikt, för {treated} med insatsen.",
    },
    "chart_name": {"en": "Event", "sv": "Händelse"},
    "chart_estimate": {"en": "Times as many as expected", "sv": "Gånger så många som väntat"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_time": {"en": "Period", "sv": "Period"},
    "chart_seen": {"en": "Seen", "sv": "Sett"},
    "chart_expected": {"en": "Expected", "sv": "Väntat"},
    "chart_caption": {
        "en": "{treated} blocks with the programme, {controls} to choose from, {first} to {last}. Lines: {level} % interval.",
        "sv": "{treated} kvarter med insatsen, {controls} att välja bland, {first} till {last}. Linjer: {level} % intervall.",
    },
    "chart_path": {
        "en": "{outcome} in {treated} blocks with the programme from {start} on (points) and in the weighted blocks (line), "
        "{first} to {last}.",
        "sv": "{outcome} i {treated} kvarter med insatsen från {start} (punkter) och i de viktade kvarteren (linje), {first} "
        "till {last}.",
    },
}

say = Phrases(_PHRASES)
