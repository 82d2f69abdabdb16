"""What the monitor says, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "told_lower": {
        "en": "After {told} {unit} it was told: fewer than before. Now the rate is {ratio} times that "
        "before ({level} % sequence "
        "{low} to {high}).",
        "sv": "Efter {told} {unit} stod det klart: färre än före. Nu är takten {ratio} gånger den "
        "före ({level} % sekvens {low} "
        "till {high}).",
    },
    "told_higher": {
        "en": "After {told} {unit} it was told: more than before. Now the rate is {ratio} times that "
        "before ({level} % sequence "
        "{low} to {high}).",
        "sv": "Efter {told} {unit} stod det klart: fler än före. Nu är takten {ratio} gånger den före "
        "({level} % sekvens {low} "
        "till {high}).",
    },
    "not_told": {
        "en": "After {periods} {unit} the rate is {ratio} times that before ({level} % sequence {low} "
        "to {high}): not yet told from "
        "chance.",
        "sv": "Efter {periods} {unit} är takten {ratio} gånger den före ({level} % sekvens {low} till "
        "{high}): kan ännu inte skiljas "
        "från slumpen.",
    },
    "wait_fall": {
        "en": "{wait} more {unit} at a level {effect} % below that before would tell it.",
        "sv": "{wait} {unit} till på en nivå {effect} % under den före skulle visa det.",
    },
    "wait_rise": {
        "en": "{wait} more {unit} at a level {effect} % above that before would tell it.",
        "sv": "{wait} {unit} till på en nivå {effect} % över den före skulle visa det.",
    },
    "never": {
        "en": "With so few events before, a change of {effect} % cannot be told at all: pool cities, "
        "or ask for a larger change.",
        "sv": "Med så få händelser före kan en förändring på {effect} % inte visas alls: slå ihop "
        "städer eller fråga efter en större "
        "förändring.",
    },
    "no_trend": {
        "en": "The rate before is taken to be level, without trend or season; a city that starts "
        "after its worst year falls by "
        "itself.",
        "sv": "Takten före antas jämn, utan trend eller säsong; en stad som börjar efter sitt värsta "
        "år faller av sig själv.",
    },
    "spread": {
        "en": "Before the start the counts varied {ratio} times as much as chance alone; the limits "
        "are wider for it.",
        "sv": "Före starten varierade antalen {ratio} gånger så mycket som slumpen ensam; gränserna "
        "är vidare för det.",
    },
    "short_before": {
        "en": "Only {periods} periods before the start: whether they vary beyond chance is not judged.",
        "sv": "Bara {periods} perioder före starten: om de varierar mer än slumpen bedöms inte.",
    },
    "unit_day": {"en": "days", "sv": "dagar"},
    "unit_week": {"en": "weeks", "sv": "veckor"},
    "unit_month": {"en": "months", "sv": "månader"},
    "unit_quarter": {"en": "quarters", "sv": "kvartal"},
    "unit_year": {"en": "years", "sv": "år"},
    "unit_period": {"en": "periods", "sv": "perioder"},
    "chart_after": {"en": "Periods since the start", "sv": "Perioder sedan starten"},
    "chart_ratio": {"en": "Rate, times that before", "sv": "Takt, gånger den före"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "n = {n} after the start. Band: {level} % confidence sequence, valid however often it "
        "is looked at. Line at 1: as "
        "before.",
        "sv": "n = {n} efter starten. Band: {level} % konfidenssekvens, giltig hur ofta man än "
        "tittar. Linje vid 1: som före.",
    },
}

say = Phrases(_PHRASES)
