"""What several studies say together, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "apart": {
        "en": "Over {k} studies the mean effect is {effect} ({level} % interval {low} to {high}): more than chance alone "
        "usually gives.",
        "sv": "Över {k} studier är medeleffekten {effect} ({level} % intervall {low} till {high}): mer än slumpen ensam "
        "brukar ge.",
    },
    "alike": {
        "en": "Over {k} studies the mean effect is {effect} ({level} % interval {low} to {high}). This cannot be told from "
        "chance yet.",
        "sv": "Över {k} studier är medeleffekten {effect} ({level} % intervall {low} till {high}). Det går ännu inte att "
        "skilja från slumpen.",
    },
    "new": {
        "en": "In a new city like these the effect would lie between {low} and {high}.",
        "sv": "I en ny stad som dessa skulle effekten ligga mellan {low} och {high}.",
    },
    "published": {
        "en": "Studies that found nothing are published less often; the mean leans towards those that found something.",
        "sv": "Studier som inte fann något publiceras mer sällan; medelvärdet lutar åt dem som fann något.",
    },
    "few": {
        "en": "With {k} studies how much cities differ is hardly known; the interval is wide for that reason.",
        "sv": "Med {k} studier är det knappt känt hur mycket städer skiljer sig åt; intervallet är därför brett.",
    },
    "differ": {
        "en": "The studies differ more than chance gives ({share} % of the variance lies between them): the mean hides "
        "that.",
        "sv": "Studierna skiljer sig mer än slumpen ger ({share} % av variansen ligger mellan dem): medelvärdet döljer "
        "det.",
    },
    "chart_name": {"en": "Study", "sv": "Studie"},
    "chart_estimate": {"en": "Effect", "sv": "Effekt"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_all": {"en": "All together", "sv": "Alla tillsammans"},
    "chart_caption": {
        "en": "{k} studies, random effects. Lines: {level} % interval.",
        "sv": "{k} studier, slumpeffekter. Linjer: {level} % intervall.",
    },
}

say = Phrases(_PHRASES)
