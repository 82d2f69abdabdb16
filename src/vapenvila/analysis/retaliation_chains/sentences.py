"""What retaliation chains say, in English and Swedish: whole sentences."""

from typing import Final

from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "more": {
        "en": "{n} incidents, {first} to {last}. {pairs} times a group that was hurt acted within {days} days; with the "
        "dates dealt out anew it would be {low} to {high} times ({level} % of the draws). That is more than chance alone "
        "brings ({p}). {followers} incidents follow another: {share} % ({share_low} to {share_high} % by Clopper and "
        "Pearson), at most {most} % had every unknown one followed.",
        "sv": "{n} händelser, {first} till {last}. {pairs} gånger utförde en grupp som drabbats ett dåd inom {days} dagar; "
        "med datumen omkastade vore det {low} till {high} gånger ({level} % av dragningarna). Det är fler än slumpen ensam "
        "ger ({p}). {followers} händelser följer på en annan: {share} % ({share_low} till {share_high} % enligt Clopper "
        "och Pearson), högst {most} % om varje okänd hade gjort det.",
    },
    "not_told": {
        "en": "{n} incidents, {first} to {last}. {pairs} times a group that was hurt acted within {days} days; with the "
        "dates dealt out anew it would be {low} to {high} times ({level} % of the draws). That cannot be told from more than "
        "chance alone ({p}). {followers} incidents follow another: {share} % ({share_low} to {share_high} % by Clopper "
        "and Pearson), at most {most} % had every unknown one followed.",
        "sv": "{n} händelser, {first} till {last}. {pairs} gånger utförde en grupp som drabbats ett dåd inom {days} dagar; "
        "med datumen omkastade vore det {low} till {high} gånger ({level} % av dragningarna). Att det är fler än slumpen "
        "ger går inte att säga ({p}). {followers} händelser följer på en annan: {share} % ({share_low} till {share_high} % "
        "enligt Clopper och Pearson), högst {most} % om varje okänd hade gjort det.",
    },
    "nothing": {
        "en": "There is no incident, so there is nothing to judge.",
        "sv": "Det finns ingen händelse, så det finns inget att bedöma.",
    },
    "no_groups": {
        "en": "In none of the {n} incidents did a group act that was hurt in another: there is nothing to judge.",
        "sv": "I ingen av de {n} händelserna agerade en grupp som drabbats i en annan: det finns inget att bedöma.",
    },
    "no_times": {
        "en": "However the dates of the {n} incidents are dealt out, the same pairs come: there is nothing to judge.",
        "sv": "Hur datumen för de {n} händelserna än kastas om blir det samma par: det finns inget att bedöma.",
    },
    "no_cause": {
        "en": "An incident that follows another is not thereby its answer: groups in feud act often, whatever came before. "
        "Dates are dealt out over the whole period, so a feud that flares up and dies down looks like answers as well.",
        "sv": "En händelse som följer på en annan är inte därmed ett svar: grupper i fejd agerar ofta, vad som än hänt före. "
        "Datumen kastas om över hela perioden, så en fejd som blossar upp och dör ut ser också ut som svar.",
    },
    "unknown": {
        "en": "For {unknown} of {n} incidents it is not known which group acted; they follow nothing here, and the share is "
        "a lower bound.",
        "sv": "För {unknown} av {n} händelser är det inte känt vilken grupp som agerade; de följer inte på något här, och "
        "andelen är en undre gräns.",
    },
    "few": {
        "en": "{n} incidents are few: what is not seen here may still be there.",
        "sv": "{n} händelser är få: det som inte syns här kan ändå finnas.",
    },
    "chart_pairs": {"en": "Pairs of blow and answer", "sv": "Par av dåd och svar"},
    "chart_permutations": {"en": "Draws by chance", "sv": "Slumpdragningar"},
    "chart_found": {"en": "Found", "sv": "Funnet"},
    "chart_caption": {
        "en": "n = {n}, {first} to {last}. Definition {definition}. Bars: {permutations} draws, the dates dealt anew. "
        "Line: the {pairs} pairs found.",
        "sv": "n = {n}, {first} till {last}. Definition {definition}. Staplar: {permutations} dragningar, datumen omkastade. "
        "Linje: de {pairs} funna paren.",
    },
}

say = Phrases(_PHRASES)
