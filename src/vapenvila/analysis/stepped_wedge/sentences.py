"""What a stepped wedge says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "fewer": {
        "en": "While the programme was at work in {treated} of {groups} groups there were {fitted} events, and "
        "without it {expected} were to be expected: {ratio} times as many ({level} % interval {low} to {high}, {p}), "
        "fewer than chance alone usually gives.",
        "sv": "Medan insatsen verkade i {treated} av {groups} grupper skedde {fitted} händelser, och utan den var "
        "{expected} att vänta: {ratio} gånger så många ({level} % intervall {low} till {high}, {p}), färre än "
        "slumpen ensam brukar ge.",
    },
    "more": {
        "en": "While the programme was at work in {treated} of {groups} groups there were {fitted} events, and "
        "without it {expected} were to be expected: {ratio} times as many ({level} % interval {low} to {high}, {p}), "
        "more than chance alone usually gives.",
        "sv": "Medan insatsen verkade i {treated} av {groups} grupper skedde {fitted} händelser, och utan den var "
        "{expected} att vänta: {ratio} gånger så många ({level} % intervall {low} till {high}, {p}), fler än slumpen "
        "ensam brukar ge.",
    },
    "alike": {
        "en": "While the programme was at work in {treated} of {groups} groups there were {fitted} events, and "
        "without it {expected} were to be expected: {ratio} times as many ({level} % interval {low} to {high}, {p}). "
        "This cannot be told from chance yet.",
        "sv": "Medan insatsen verkade i {treated} av {groups} grupper skedde {fitted} händelser, och utan den var "
        "{expected} att vänta: {ratio} gånger så många ({level} % intervall {low} till {high}, {p}). Det går ännu "
        "inte att skilja från slumpen.",
    },
    "spill_over": {
        "en": "Groups tied to them ({name}) and not reached themselves had {ratio} times as many as otherwise ({low} "
        "to {high}, {p}).",
        "sv": "Grupper med band till dem ({name}) som inte själva nåtts hade {ratio} gånger så många som annars "
        "({low} till {high}, {p}).",
    },
    "before_apart": {
        "en": "Already in the {lead} periods before the start they had {ratio} times as many ({low} to {high}, {p}): "
        "the comparison is doubtful.",
        "sv": "Redan i de {lead} perioderna före starten hade de {ratio} gånger så många ({low} till {high}, {p}): "
        "jämförelsen är tveksam.",
    },
    "before_alike": {
        "en": "In the {lead} periods before the start they had {ratio} times as many ({low} to {high}, {p}), which "
        "cannot be told from none at all.",
        "sv": "I de {lead} perioderna före starten hade de {ratio} gånger så många ({low} till {high}, {p}), vilket "
        "inte går att skilja från ingen ändring alls.",
    },
    "open": {"en": "no end found", "sv": "inget slut funnet"},
    "kept_out": {
        "en": "Kept out of the controls because they are tied to groups that had begun: {groups} groups that never "
        "begin, and {cells} group-periods of others before they begin.",
        "sv": "Utelämnade ur jämförelsen för att de har band till grupper som börjat: {groups} grupper som aldrig "
        "börjar, och {cells} gruppperioder för andra innan de börjar.",
    },
    "quiet": {
        "en": "{groups} groups and {periods} periods without any events say nothing about a ratio and are left out.",
        "sv": "{groups} grupper och {periods} perioder utan några händelser säger inget om en kvot och är utelämnade.",
    },
    "ties_outside": {
        "en": "{n} ties name a group that is not in the table; they are not used.",
        "sv": "{n} band nämner en grupp som inte finns i tabellen; de används inte.",
    },
    "few_groups": {
        "en": "Only {n} groups: limits by clusters are too narrow; read those by orders drawn anew.",
        "sv": "Bara {n} grupper: gränser efter kluster är för snäva; läs dem efter omdragna turordningar.",
    },
    "no_orders": {
        "en": "No orders were drawn anew: the interval rests on groups as clusters.",
        "sv": "Inga turordningar drogs om: intervallet vilar på grupper som kluster.",
    },
    "no_end": {
        "en": "Too few orders of groups are possible for both ends of the interval to be found.",
        "sv": "För få turordningar är möjliga för att båda ändarna av intervallet ska gå att finna.",
    },
    "by_shape": {
        "en": "Were the dose of another shape (for good, adding up, fading), the ratio would lie between {low} and "
        "{high}.",
        "sv": "Med en annan form på dosen (för gott, ökande, avtagande) skulle kvoten ligga mellan {low} och {high}.",
    },
    "chart_name": {"en": "Shape of the dose", "sv": "Dosens form"},
    "chart_estimate": {"en": "Times as many as expected", "sv": "Gånger så många som väntat"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_chosen": {"en": "As chosen, by orders", "sv": "Som valt, efter turordningar"},
    "chart_step": {"en": "For good", "sv": "För gott"},
    "chart_sum": {"en": "Adding up", "sv": "Ökande"},
    "chart_fade": {"en": "Halved in {half_life} periods", "sv": "Halverad på {half_life} perioder"},
    "chart_caption": {
        "en": "n = {n} events in {groups} groups, {first} to {last}. Lines: {level} % interval, by clusters but for "
        "the first.",
        "sv": "n = {n} händelser i {groups} grupper, {first} till {last}. Linjer: {level} % intervall, efter kluster "
        "utom den första.",
    },
}

say = Phrases(_PHRASES)
