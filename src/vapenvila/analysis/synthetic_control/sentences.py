"""What synthetic control says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "effect": {
        "en": "From {start} on, {treated} had on average {effect} against what {used} places without the programme, put "
        "together, give (before the start the two differ by {error}).",
        "sv": "Från {start} hade {treated} i genomsnitt {effect} jämfört med vad {used} platser utan insatsen "
        "tillsammans ger (före starten skiljer de sig åt med {error}).",
    },
    "limits": {
        "en": "An effect the same in every period is compatible with them between {low} and {high} ({level} %).",
        "sv": "En effekt som är lika stor i varje period är förenlig med dem mellan {low} och {high} ({level} %).",
    },
    "no_limits": {
        "en": "There are too few places for limits at this level.",
        "sv": "Det finns för få platser för gränser på den här nivån.",
    },
    "placebos": {
        "en": "Of {tried} places without the programme treated as if they had it, {far} stand out at least as much.",
        "sv": "Av {tried} platser utan insatsen som behandlats som om de hade den avviker {far} minst lika mycket.",
    },
    "poor_fit": {
        "en": "The places put together do not follow the treated one before the start; the difference after it proves "
        "little.",
        "sv": "Platserna tillsammans följer inte den behandlade före starten; skillnaden efter den visar föga.",
    },
    "few_placebos": {
        "en": "With {n} placebos the p-value cannot fall below {least}.",
        "sv": "Med {n} placebo kan p-värdet inte bli lägre än {least}.",
    },
    "leans": {
        "en": "The sign of the effect hangs on a single place: leaving it out turns it around.",
        "sv": "Effektens tecken hänger på en enda plats: utelämnas den vänder det.",
    },
    "did_apart": {
        "en": "From {start} on, {treated} changed by {effect} against places without the programme ({level} % interval "
        "{low} to {high}): more than chance alone usually gives. Without weights the difference is {plain}.",
        "sv": "Från {start} ändrades {treated} med {effect} jämfört med platser utan insatsen ({level} % intervall {low} "
        "till {high}): mer än slumpen ensam brukar ge. Utan vikter är skillnaden {plain}.",
    },
    "did_alike": {
        "en": "From {start} on, {treated} changed by {effect} against places without the programme ({level} % interval "
        "{low} to {high}). This cannot be told from chance yet. Without weights the difference is {plain}.",
        "sv": "Från {start} ändrades {treated} med {effect} jämfört med platser utan insatsen ({level} % intervall {low} "
        "till {high}). Det går ännu inte att skilja från slumpen. Utan vikter är skillnaden {plain}.",
    },
    "did_alone": {
        "en": "From {start} on, {treated} changed by {effect} against places without the programme; how sure that is "
        "cannot be said. Without weights the difference is {plain}.",
        "sv": "Från {start} ändrades {treated} med {effect} jämfört med platser utan insatsen; hur säkert det är går inte "
        "att säga. Utan vikter är skillnaden {plain}.",
    },
    "no_error": {
        "en": "There must be more places without the programme than with it for a standard error by placebo.",
        "sv": "Det måste finnas fler platser utan insatsen än med den för ett medelfel genom placebo.",
    },
    "few_for_error": {
        "en": "The standard error stands on {n} placebos only.",
        "sv": "Medelfelet bygger på bara {n} placebo.",
    },
    "predictors_cancel": {
        "en": "The predictors change nothing here ({predictors}): this method weighs places by how the outcome moved, and a "
        "mean that each place has of its own cancels. A synthetic control uses them.",
        "sv": "Prediktorerna ändrar ingenting här ({predictors}): metoden väger platser efter hur utfallet rörde sig, och "
        "ett medelvärde som är platsens eget tar ut sig självt. En syntetisk kontroll använder dem.",
    },
    "chart_time": {"en": "Period", "sv": "Period"},
    "chart_seen": {"en": "With the programme", "sv": "Med insatsen"},
    "chart_expected": {"en": "Put together without it", "sv": "Sammansatt utan den"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "{units} places without the programme, {first} to {last}; start {start}. Band: {level} % interval.",
        "sv": "{units} platser utan insatsen, {first} till {last}; start {start}. Band: {level} % intervall.",
    },
    "chart_caption_bare": {
        "en": "{units} places without the programme, {first} to {last}; start {start}.",
        "sv": "{units} platser utan insatsen, {first} till {last}; start {start}.",
    },
}

say = Phrases(_PHRASES)
