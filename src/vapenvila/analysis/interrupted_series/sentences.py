"""What an interrupted time series says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "fewer": {
        "en": "From {start} events came at {ratio} times the rate the model expects without the change "
        "({level} % interval {low} to {high}): fewer than chance alone usually gives.",
        "sv": "Från {start} kom händelserna i {ratio} gånger den takt som modellen väntar utan förändringen "
        "({level} % intervall {low} till {high}): färre än slumpen ensam brukar ge.",
    },
    "more": {
        "en": "From {start} events came at {ratio} times the rate the model expects without the change "
        "({level} % interval {low} to {high}): more than chance alone usually gives.",
        "sv": "Från {start} kom händelserna i {ratio} gånger den takt som modellen väntar utan förändringen "
        "({level} % intervall {low} till {high}): fler än slumpen ensam brukar ge.",
    },
    "alike": {
        "en": "From {start} events came at {ratio} times the rate the model expects without the change "
        "({level} % interval {low} to {high}). This cannot be told from chance yet.",
        "sv": "Från {start} kom händelserna i {ratio} gånger den takt som modellen väntar utan förändringen "
        "({level} % intervall {low} till {high}). Det går ännu inte att skilja från slumpen.",
    },
    "averted": {
        "en": "Events averted since then: about {events} ({low} to {high}; a number below 0 means more events).",
        "sv": "Uteblivna händelser sedan dess: omkring {events} ({low} till {high}; ett tal under 0 betyder fler "
        "händelser).",
    },
    "placebo": {
        "en": "Of {tried} starts tried before the real one, where there was nothing to find, {far} gave a result as "
        "large.",
        "sv": "Av {tried} starter prövade före den verkliga, där det inte fanns något att hitta, gav {far} ett lika "
        "stort resultat.",
    },
    "no_placebo": {
        "en": "The time before the start is too short to try other starts in.",
        "sv": "Tiden före starten är för kort för att pröva andra starter i.",
    },
    "not_proof": {
        "en": "One series alone cannot tell the programme from whatever else changed at the same time.",
        "sv": "En enda serie kan inte skilja insatsen från annat som ändrades samtidigt.",
    },
    "start_inside": {
        "en": "The start lies inside a period; that period is counted as before, and after begins on {start}.",
        "sv": "Starten ligger inne i en period; den räknas till tiden före, och tiden efter börjar {start}.",
    },
    "few_after": {
        "en": "Only {n} periods after the start: the result will move as more come.",
        "sv": "Bara {n} perioder efter starten: resultatet kommer att röra sig när fler tillkommer.",
    },
    "autocorrelated": {
        "en": "Neighbouring periods go together more than chance gives (p = {p}); the interval (Newey–West) takes account "
        "of it, those of the model and the bootstrap do not.",
        "sv": "Närliggande perioder följs åt mer än slumpen ger (p = {p}); intervallet (Newey–West) tar hänsyn till "
        "det, modellens och bootstrapens inte.",
    },
    "overdispersed": {
        "en": "The counts vary {ratio} times as much as the Poisson model supposes; choose the negative binomial.",
        "sv": "Antalen varierar {ratio} gånger så mycket som Poissonmodellen förutsätter; välj negativ binomial.",
    },
    "draws_failed": {
        "en": "In {n} of {draws} simulated series the model could not be fitted; they are left out.",
        "sv": "I {n} av {draws} simulerade serier gick modellen inte att anpassa; de är utelämnade.",
    },
    "chart_time": {"en": "Period", "sv": "Period"},
    "chart_seen": {"en": "Events", "sv": "Händelser"},
    "chart_expected": {"en": "Expected without the change", "sv": "Väntat utan förändringen"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}; start {start}. Line: what the model expects without the change; band: where "
        "{level} % of single counts would then lie.",
        "sv": "n = {n}, {first} till {last}; start {start}. Linje: vad modellen väntar utan förändringen; band: där "
        "{level} % av enskilda antal då skulle ligga.",
    },
}

say = Phrases(_PHRASES)
