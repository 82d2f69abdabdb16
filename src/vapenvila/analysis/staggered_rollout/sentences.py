"""What a staggered roll-out says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "apart": {
        "en": "Where and when the programme ran ({treated} of {units} units) the outcome was {effect} from what it would "
        "have been ({level} % interval {low} to {high}): more than chance alone usually gives.",
        "sv": "Där och när insatsen pågick ({treated} av {units} enheter) låg utfallet {effect} från vad det annars skulle "
        "ha varit ({level} % intervall {low} till {high}): mer än slumpen ensam brukar ge.",
    },
    "alike": {
        "en": "Where and when the programme ran ({treated} of {units} units) the outcome was {effect} from what it would "
        "have been ({level} % interval {low} to {high}). This cannot be told from chance yet.",
        "sv": "Där och när insatsen pågick ({treated} av {units} enheter) låg utfallet {effect} från vad det annars skulle "
        "ha varit ({level} % intervall {low} till {high}). Det går ännu inte att skilja från slumpen.",
    },
    "ratio": {
        "en": "That is {ratio} times as many events ({low} to {high}).",
        "sv": "Det är {ratio} gånger så många händelser ({low} till {high}).",
    },
    "before_apart": {
        "en": "Before the start the units already went apart (p = {p}): the comparison is doubtful.",
        "sv": "Redan före starten gick enheterna isär (p = {p}): jämförelsen är tveksam.",
    },
    "before_alike": {
        "en": "Before the start they cannot be told apart (p = {p}).",
        "sv": "Före starten går de inte att skilja åt (p = {p}).",
    },
    "dropped": {
        "en": "{n} units began in the first period or earlier and are left out: they have no time before.",
        "sv": "{n} enheter började i första perioden eller tidigare och är utelämnade: de har ingen tid före.",
    },
    "few_treated": {
        "en": "Only {n} units have the programme: standard errors from so few are too small.",
        "sv": "Bara {n} enheter har insatsen: medelfel från så få är för små.",
    },
    "chart_name": {"en": "Periods since the start", "sv": "Perioder sedan starten"},
    "chart_estimate": {"en": "Effect", "sv": "Effekt"},
    "chart_low": {"en": "Lower limit", "sv": "Undre gräns"},
    "chart_high": {"en": "Upper limit", "sv": "Övre gräns"},
    "chart_caption": {
        "en": "{treated} of {units} units with the programme, {first} to {last}. Lines hold all estimates at once in "
        "{level} % of cases.",
        "sv": "{treated} av {units} enheter med insatsen, {first} till {last}. Linjerna rymmer alla skattningar samtidigt "
        "i {level} % av fallen.",
    },
}

say = Phrases(_PHRASES)
