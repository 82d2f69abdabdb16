"""What the near-repeat results say, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "more": {
        "en": "{observed} pairs lie {near} to {far} apart and {soon} to {late} days apart; chance brings {expected}. "
        "That is {ratio} times as many (p = {p}): incidents follow each other here.",
        "sv": "{observed} par ligger {near} till {far} från varandra och {soon} till {late} dagar isär; slumpen ger "
        "{expected}. Det är {ratio} gånger så många (p = {p}): händelser följer på varandra här.",
    },
    "not_told": {
        "en": "{observed} pairs lie {near} to {far} apart and {soon} to {late} days apart; chance brings {expected} "
        "(ratio {ratio}, p = {p}). That cannot be told from chance.",
        "sv": "{observed} par ligger {near} till {far} från varandra och {soon} till {late} dagar isär; slumpen ger "
        "{expected} (kvot {ratio}, p = {p}). Det kan inte skiljas från slumpen.",
    },
    "nothing_near": {
        "en": "No two of the {n} events lie so close that chance could be compared with.",
        "sv": "Inga två av de {n} händelserna ligger så nära att det finns något att jämföra med slumpen.",
    },
    "closed_left": {
        "en": "Each band holds its lower edge and not its upper one.",
        "sv": "Varje klass innehåller sin nedre gräns men inte sin övre.",
    },
    "closed_right": {
        "en": "Each band holds its upper edge and not its lower one; the first begins at 0.",
        "sv": "Varje klass innehåller sin övre gräns men inte sin nedre; den första börjar vid 0.",
    },
    "many_cells": {
        "en": "The table has {cells} cells; one in twenty is below 0.05 by chance alone.",
        "sv": "Tabellen har {cells} celler; en av tjugo hamnar under 0,05 av bara slump.",
    },
    "same_moment": {
        "en": "{pairs} pairs have the same place and time: look whether they are one event entered twice.",
        "sv": "{pairs} par har samma plats och tid: se efter om de är en händelse som registrerats två gånger.",
    },
    "chart_distance": {"en": "Distance", "sv": "Avstånd"},
    "chart_days": {"en": "Days apart", "sv": "Dagar isär"},
    "chart_observed": {"en": "Pairs", "sv": "Par"},
    "chart_expected": {"en": "Pairs by chance", "sv": "Par av slump"},
    "chart_low": {"en": "Chance, lower", "sv": "Slump, undre"},
    "chart_high": {"en": "Chance, upper", "sv": "Slump, övre"},
    "chart_ratio": {"en": "Times as many as by chance", "sv": "Gånger så många som av slump"},
    "chart_p": {"en": "p", "sv": "p"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Chance: 95 % of {permutations} permutations of the days.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Slump: 95 % av {permutations} omkastningar av dagarna.",
    },
}

say = Phrases(_PHRASES)
