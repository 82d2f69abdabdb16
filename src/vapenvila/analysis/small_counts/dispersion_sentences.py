"""What a result says of incidents that bring the next one: that its interval supposes there are none, or takes account."""

from typing import Final

from vapenvila.analysis.wording import Sentences

DISPERSION_SENTENCES: Final[Sentences] = {
    "supposes_independence": {
        "en": "The interval supposes that incidents come independently; where one brings the next it is too "
        "narrow.",
        "sv": "Intervallet förutsätter att händelser kommer oberoende av varandra; där en drar med sig nästa "
        "är det för smalt.",
    },
    "dispersion_given": {
        "en": "The interval takes counts to vary {ratio} times as much as if incidents came independently.",
        "sv": "Intervallet utgår från att antalen varierar {ratio} gånger så mycket som om händelserna kom oberoende av "
        "varandra.",
    },
    "dispersion_none": {
        "en": "Over {n} periods the counts varied no more than if incidents came independently.",
        "sv": "Över {n} perioder varierade antalen inte mer än om händelserna kom oberoende av varandra.",
    },
    "dispersion_seen": {
        "en": "Over {n} periods the counts varied {ratio} times as much as if incidents came independently; the interval "
        "takes account of it.",
        "sv": "Över {n} perioder varierade antalen {ratio} gånger så mycket som om händelserna kom oberoende av varandra; "
        "intervallet tar hänsyn till det.",
    },
    "dispersion_seen_most": {
        "en": "Over {n} periods the counts varied up to {ratio} times as much as if incidents came independently; the "
        "interval takes account of it.",
        "sv": "Över {n} perioder varierade antalen upp till {ratio} gånger så mycket som om händelserna kom oberoende av "
        "varandra; intervallet tar hänsyn till det.",
    },
}
