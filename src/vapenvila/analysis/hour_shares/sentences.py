"""What the shares of hours and weekdays say, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "more": {
        "en": "{n} incidents, {first} to {last}. The hour {hour}–{next_hour} has {share} % of them ({level} % interval "
        "{low} to {high}); spread evenly over the day it would have {even} %. That is more than chance brings to any of "
        "24 hours ({p}).",
        "sv": "{n} händelser, {first} till {last}. Timmen {hour}–{next_hour} har {share} % av dem ({level} % intervall "
        "{low} till {high}); jämnt spridda över dygnet hade den haft {even} %. Det är mer än slumpen ger någon av "
        "dygnets 24 timmar ({p}).",
    },
    "not_told": {
        "en": "{n} incidents, {first} to {last}. The hour {hour}–{next_hour} has {share} % of them ({level} % interval "
        "{low} to {high}); spread evenly over the day it would have {even} %. One of 24 hours can have so many by chance "
        "({p}).",
        "sv": "{n} händelser, {first} till {last}. Timmen {hour}–{next_hour} har {share} % av dem ({level} % intervall "
        "{low} till {high}); jämnt spridda över dygnet hade den haft {even} %. Så många kan en av dygnets 24 timmar ha av "
        "slump ({p}).",
    },
    "suppose": {
        "en": "The intervals suppose that incidents come independently, and that each lies anywhere within its interval "
        "with the same chance. The busiest hour was chosen by looking: its share is on average too high.",
        "sv": "Intervallen förutsätter att händelser kommer oberoende av varandra, och att var och en kan ligga var som "
        "helst inom sitt intervall med samma chans. Den tätaste timmen är vald i efterhand: dess andel är i snitt för hög.",
    },
    "unknown": {
        "en": "{unknown} of {n} incidents have an interval of six hours or more: what they add is evenness, not knowledge.",
        "sv": "{unknown} av {n} händelser har ett intervall på sex timmar eller mer: de tillför jämnhet, inte kunskap.",
    },
    "chart_hour": {"en": "Hour of the day", "sv": "Timme på dygnet"},
    "chart_share": {"en": "Share of the incidents, %", "sv": "Andel av händelserna, %"},
    "chart_low": {"en": "Lower limit", "sv": "Nedre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Lines: {level} % interval; dashed: spread evenly.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Linjer: {level} % intervall; streckat: jämnt spritt.",
    },
}

say = Phrases(_PHRASES)
