"""What a plan says, in English and Swedish: whole sentences, no parts glued together."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "plan": {
        "en": "{invited} invited: the message reaches {reached} of {n} people ({percent} %) if everybody comes.",
        "sv": "{invited} inbjudna: budskapet når {reached} av {n} personer ({percent} %) om alla kommer.",
    },
    "plan_expected": {
        "en": "{invited} invited: on average the message reaches {reached} of {n} people ({percent} %), given how "
        "many come.",
        "sv": "{invited} inbjudna: i genomsnitt når budskapet {reached} av {n} personer ({percent} %), med hänsyn "
        "till hur många som kommer.",
    },
    "best_reach": {
        "en": "No other choice within the limits reaches more.",
        "sv": "Inget annat urval inom villkoren når fler.",
    },
    "best_expected": {
        "en": "No other choice within the limits reaches more on average.",
        "sv": "Inget annat urval inom villkoren når fler i genomsnitt.",
    },
    "best_dominate": {
        "en": "No smaller choice within the limits reaches everyone who can be reached.",
        "sv": "Inget mindre urval inom villkoren når alla som kan nås.",
    },
    "best_even": {
        "en": "No other choice within the limits reaches a larger share of the least reached group, and none of "
        "those that reach the same share reaches more people.",
        "sv": "Inget annat urval inom villkoren når en större andel av den minst nådda gruppen, och inget av dem "
        "som når samma andel når fler personer.",
    },
    "bound": {
        "en": "Whether this is the best was not settled in the time given: the best is at most {gap} % better.",
        "sv": "Om detta är bäst hann inte avgöras: det bästa är högst {gap} % bättre.",
    },
    "bound_dominate": {
        "en": "Whether fewer suffice was not settled in the time given: at least {bound} are needed.",
        "sv": "Om färre räcker hann inte avgöras: minst {bound} behövs.",
    },
    "unreachable": {
        "en": "Nobody who may be invited reaches {n} of the people ({names}); they need another way than a call-in.",
        "sv": "Ingen som får bjudas in når {n} av personerna ({names}); de behöver nås på annat sätt än genom "
        "stormötet.",
    },
    "unknown": {
        "en": "Ties lead to {n} who are not on the list of people ({names}); these ties are not used.",
        "sv": "Kopplingar går till {n} som inte finns på listan över personer ({names}); de kopplingarna används "
        "inte.",
    },
    "short_groups": {
        "en": "{n} of the groups have fewer who may be invited than the fewest asked for ({names}); as many as "
        "there are come from these.",
        "sv": "{n} av grupperna har färre som får bjudas in än det minsta antal som begärts ({names}); från dem "
        "kommer så många som finns.",
    },
    "two_hops": {
        "en": "Over two ties the message is supposed to be passed on for certain, which it is not.",
        "sv": "Över två kopplingar förutsätts budskapet säkert föras vidare, vilket det inte gör.",
    },
    "people_choose": {
        "en": "Ties are what is on record, not who people know. The plan is a suggestion; people choose, and write "
        "down why.",
        "sv": "Kopplingarna är det som är registrerat, inte vilka som känner varandra. Planen är ett förslag; "
        "människor väljer och skriver ned varför.",
    },
}

say = Phrases(_PHRASES)
