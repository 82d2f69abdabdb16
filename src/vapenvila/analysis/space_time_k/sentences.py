"""What the space-time K-function says, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "together": {
        "en": "{n} events, {first} to {last}. Within {distance} and {days} days of an event there are {percent} % "
        "more others than if place and time had nothing to do with each other (chance alone: {low} to "
        "{high} %). Over all distances and times events gather in space and time together ({p}).",
        "sv": "{n} händelser, {first} till {last}. Inom {distance} och {days} dagar från en händelse finns "
        "{percent} % fler andra än om plats och tid inte hade med varandra att göra (slumpen ensam: {low} "
        "till {high} %). Över alla avstånd och tider samlas händelserna i rum och tid tillsammans ({p}).",
    },
    "not_told": {
        "en": "{n} events, {first} to {last}. Within {distance} and {days} days of an event there are {percent} % "
        "more others than if place and time had nothing to do with each other (chance alone: {low} to "
        "{high} %). Over all distances and times that cannot be told from chance ({p}).",
        "sv": "{n} händelser, {first} till {last}. Inom {distance} och {days} dagar från en händelse finns "
        "{percent} % fler andra än om plats och tid inte hade med varandra att göra (slumpen ensam: {low} "
        "till {high} %). Över alla avstånd och tider kan det inte skiljas från slumpen ({p}).",
    },
    "nothing_near": {
        "en": "No two of the {n} events lie within these distances and days: there is nothing to judge.",
        "sv": "Inga två av de {n} händelserna ligger inom dessa avstånd och dagar: det finns inget att bedöma.",
    },
    "no_edge": {
        "en": "K is not corrected at the edge of the window and is too low there. D₀ and the test stand: both "
        "sides of the comparison lack the same neighbours.",
        "sv": "K är inte korrigerad vid områdets kant och är för låg där. D₀ och testet håller: båda sidor av "
        "jämförelsen saknar samma grannar.",
    },
    "border": {
        "en": "Pairs are counted from events farther from the edge of the window than the distance: {centres} of "
        "{n} at the largest.",
        "sv": "Par räknas från händelser längre från områdets kant än avståndet: {centres} av {n} vid det "
        "största.",
    },
    "translation": {
        "en": "Each pair weighs by how much of the box it can lie in. A city that does not fill its box has other "
        "edges than the box: give its outline and use the border correction.",
        "sv": "Varje par vägs efter hur stor del av rutan det kan ligga i. En stad som inte fyller sin ruta har "
        "andra kanter än rutan: ge dess gräns och använd kantremsan (border).",
    },
    "many": {
        "en": "Judge by the one p over all distances and times; of {cells} ranges read one by one, one in twenty "
        "lies outside by chance.",
        "sv": "Bedöm efter det enda p över alla avstånd och tider; av {cells} spann lästa vart för sig ligger ett "
        "av tjugo utanför av slump.",
    },
    "few": {
        "en": "{n} events are few: what is not seen here may still be there.",
        "sv": "{n} händelser är få: det som inte syns här kan ändå finnas.",
    },
    "same_moment": {
        "en": "{pairs} pairs have the same place and time: look whether they are one event entered twice.",
        "sv": "{pairs} par har samma plats och tid: se efter om de är en händelse som registrerats två gånger.",
    },
    "chart_distance": {"en": "Distance", "sv": "Avstånd"},
    "chart_days": {"en": "Days", "sv": "Dagar"},
    "chart_excess": {
        "en": "More neighbours than without interaction (D₀)",
        "sv": "Fler grannar än utan samspel (D₀)",
    },
    "chart_low": {"en": "Chance, lower (all cells together)", "sv": "Slump, undre (alla celler tillsammans)"},
    "chart_high": {"en": "Chance, upper (all cells together)", "sv": "Slump, övre (alla celler tillsammans)"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Dashed: {level} % of {permutations} "
        "permutations of the days lie between these in all cells at once.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Streckat: {level} % av {permutations} "
        "omkastningar av dagarna ligger mellan dessa i alla celler på en gång.",
    },
}

say = Phrases(_PHRASES)
