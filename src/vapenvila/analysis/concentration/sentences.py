"""What a concentration says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "summary": {
        "en": "{events} events in {n} units: the {top} % of units with most have {share} % of the events ({level} % "
        "interval {low} to {high} %; by chance alone {chance} %). Gini {gini}.",
        "sv": "{events} händelser i {n} enheter: de {top} % av enheterna som har flest har {share} % av händelserna "
        "({level} % intervall {low} till {high} %; av slumpen ensam {chance} %). Gini {gini}.",
    },
    "sparse": {
        "en": "Events are fewer than units; compared with the most even spread there can be, Gini is {sparse}.",
        "sv": "Händelserna är färre än enheterna; jämfört med den jämnaste fördelning som finns är Gini {sparse}.",
    },
    "rates": {
        "en": "With chance taken out, the rates behind the counts have a Gini of about {gini} ({level} % interval {low} "
        "to {high}), if rates follow a gamma distribution.",
        "sv": "Med slumpen borträknad har takterna bakom antalen ett Gini på ungefär {gini} ({level} % intervall {low} "
        "till {high}), om takterna följer en gammafördelning.",
    },
    "unknown_units": {
        "en": "Only units with an event are known. Units without any are left out, so concentration looks smaller than "
        "it is; give the number of units in all.",
        "sv": "Bara enheter med någon händelse är kända. Enheter utan saknas, så koncentrationen ser mindre ut än den "
        "är; ange antalet enheter totalt.",
    },
    "few_events": {
        "en": "With {events} events the intervals are too narrow and the shares mostly chance.",
        "sv": "Med {events} händelser är intervallen för smala och andelarna mest slump.",
    },
    "not_beyond_chance": {
        "en": "The counts vary no more than chance would make them: no concentration is shown.",
        "sv": "Antalen varierar inte mer än slumpen skulle ge: ingen koncentration är visad.",
    },
    "dropped": {
        "en": "Bootstrap draws without a single event are left out: {n} of {draws}.",
        "sv": "Dragningar helt utan händelser är borttagna: {n} av {draws}.",
    },
}

say = Phrases(_PHRASES)
