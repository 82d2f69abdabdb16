"""What the place-based comparison says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.small_counts.dispersion_sentences import DISPERSION_SENTENCES
from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "fewer": {
        "en": "Where the programme was, events changed by {estimate} against the comparison ({level} % interval {low} to "
        "{high}): fewer than chance alone usually gives.",
        "sv": "Där insatsen var ändrades händelserna med {estimate} jämfört med jämförelsen ({level} % intervall {low} "
        "till {high}): färre än slumpen ensam brukar ge.",
    },
    "more": {
        "en": "Where the programme was, events changed by {estimate} against the comparison ({level} % interval {low} to "
        "{high}): more than chance alone usually gives.",
        "sv": "Där insatsen var ändrades händelserna med {estimate} jämfört med jämförelsen ({level} % intervall {low} "
        "till {high}): fler än slumpen ensam brukar ge.",
    },
    "alike": {
        "en": "Where the programme was, events changed by {estimate} against the comparison ({level} % interval {low} to "
        "{high}). This cannot be told from chance yet.",
        "sv": "Där insatsen var ändrades händelserna med {estimate} jämfört med jämförelsen ({level} % intervall {low} "
        "till {high}). Det går ännu inte att skilja från slumpen.",
    },
    "displaced": {
        "en": "Of this, {local} in the places themselves and {around} in the places around them.",
        "sv": "Av detta {local} på platserna själva och {around} på platserna runt omkring.",
    },
    "nothing": {
        "en": "There were no events at all: nothing can be compared.",
        "sv": "Det fanns inga händelser alls: det finns inget att jämföra.",
    },
    "small": {
        "en": "Some counts are below {least}; the interval rests on a normal approximation that needs more. Read the exact "
        "ratio beside it.",
        "sv": "Några antal är under {least}; intervallet bygger på en normalapproximation som behöver fler. Läs den exakta "
        "kvoten bredvid.",
    },
    "uneven": {
        "en": "Before, the programme's places had {treated} and the comparison {control} a period: a comparison by "
        "difference supposes that both would have changed by as many.",
        "sv": "Före hade insatsens platser {treated} och jämförelsen {control} per period: en jämförelse av skillnader "
        "förutsätter att båda skulle ha ändrats lika mycket.",
    },
    "chart_area": {"en": "Area", "sv": "Område"},
    "chart_estimate": {"en": "Change in events a period", "sv": "Ändring av händelser per period"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_treated": {"en": "Programme", "sv": "Insats"},
    "chart_control": {"en": "Comparison", "sv": "Jämförelse"},
    "chart_treated_ring": {"en": "Around the programme", "sv": "Runt insatsen"},
    "chart_control_ring": {"en": "Around the comparison", "sv": "Runt jämförelsen"},
    "chart_difference": {"en": "Difference of changes", "sv": "Skillnad mellan ändringar"},
    "chart_caption": {
        "en": "n = {n}. Points: change from before to after; lines: {level} % interval.",
        "sv": "n = {n}. Punkter: ändring från före till efter; linjer: {level} % intervall.",
    },
}

say = Phrases({**DISPERSION_SENTENCES, **_PHRASES})
