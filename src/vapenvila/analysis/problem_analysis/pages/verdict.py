"""The verdict: whether the premise of group violence intervention holds here, said plainly."""

from typing import Final

from vapenvila.analysis.problem_analysis.lacking import Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.said_numbers import share, shares, whole
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.problem_analysis.premise import Premise
from vapenvila.analysis.report_page import Verdict
from vapenvila.analysis.wording import Language, Phrases, Sentences, percent

_PHRASES: Final[Sentences] = {
    "holds": {
        "en": "The premise of group violence intervention holds here",
        "sv": "Förutsättningen för gruppvåldsintervention finns här",
    },
    "fails": {
        "en": "The premise of group violence intervention does not hold here",
        "sv": "Förutsättningen för gruppvåldsintervention finns inte här",
    },
    "open": {
        "en": "Whether the premise of group violence intervention holds here cannot be told",
        "sv": "Om förutsättningen för gruppvåldsintervention finns här kan inte avgöras",
    },
    "holds_strict_share": {
        "en": "A group member is confirmed in {strict} of the {n} homicides and shootings, which is at least "
        "{threshold} even if none of the unknown involves a group.",
        "sv": "En gruppmedlem är bekräftad i {strict} av de {n} fallen av dödligt våld och skjutningar, vilket är "
        "minst {threshold} även om inget av de okända rör en grupp.",
    },
    "fails_never_reached": {
        "en": "A group member is confirmed in {strict} of the {n} homicides and shootings. Even if every unknown one "
        "involved a group it would be {highest}, and {widest} with the suspected: under {threshold}. The method is "
        "made for places where much of the serious violence involves group members. Here most does not: look for what "
        "else drives it before you start.",
        "sv": "En gruppmedlem är bekräftad i {strict} av de {n} fallen av dödligt våld och skjutningar. Även om alla "
        "okända rörde en grupp vore det {highest}, och {widest} med de misstänkta: under {threshold}. Metoden är gjord "
        "för platser där mycket av det grova våldet rör gruppmedlemmar. Här gör det mesta inte det: ta reda på vad "
        "annat som driver våldet innan ni börjar.",
    },
    "open_unknown_decides": {
        "en": "A group member is confirmed in {strict} of the {n} homicides and shootings, under {threshold}; if every "
        "unknown one involved a group it would be {highest}. The unknown decide: judge them first.",
        "sv": "En gruppmedlem är bekräftad i {strict} av de {n} fallen av dödligt våld och skjutningar, under "
        "{threshold}; om alla okända rörde en grupp vore det {highest}. De okända avgör: bedöm dem först.",
    },
    "open_suspected_decide": {
        "en": "A group member is confirmed in {strict} of the {n} homicides and shootings, under {threshold} even if "
        "every unknown one involved a group. Counting the suspected it can reach it: the answer hangs on links that "
        "are only suspected. Confirm or dismiss them first.",
        "sv": "En gruppmedlem är bekräftad i {strict} av de {n} fallen av dödligt våld och skjutningar, under "
        "{threshold} även om alla okända rörde en grupp. Med de misstänkta kan det nås: svaret hänger på kopplingar "
        "som bara är misstänkta. Bekräfta eller avfärda dem först.",
    },
    "open_too_much_unknown": {
        "en": "A group member is confirmed in {strict} of the {n} homicides and shootings, but of {unknown} it is not "
        "known; if all of these involved a group it would be {highest}. More than {most} unknown is too much to say: "
        "judge them first.",
        "sv": "En gruppmedlem är bekräftad i {strict} av de {n} fallen av dödligt våld och skjutningar, men för "
        "{unknown} är det inte känt; om alla de rörde en grupp vore det {highest}. Mer än {most} okänt är för mycket "
        "för att säga något: bedöm dem först.",
    },
    "too_open": {
        "en": "Of {unknown} of them it is not known whether a group member was involved, more than {most}: judge them "
        "before you lean on this.",
        "sv": "För {unknown} av dem är det inte känt om en gruppmedlem var inblandad, mer än {most}: bedöm dem innan "
        "ni lutar er mot detta.",
    },
    "wide": {
        "en": "By the wide measure, which counts the suspected too, it is {wide}; unknown: {unknown}.",
        "sv": "Med det vida måttet, som också räknar misstänkta, är det {wide}; okänt: {unknown}.",
    },
    "not_sure": {
        "en": "In {n} incidents chance alone could have put it on the other side of {threshold}: the {level} % limits "
        "are {limits}.",
        "sv": "I {n} händelser kan slumpen ensam ha lagt det på andra sidan {threshold}: {level} % gränser {limits}.",
    },
    "others_differ": {
        "en": "It differs: {homicides} of the homicides and {shootings} of the shootings are strictly group-involved.",
        "sv": "Det skiljer sig: {homicides} av det dödliga våldet och {shootings} av skjutningarna är strikt "
        "grupprelaterade.",
    },
    "no_serious": {
        "en": "There is no homicide and no shooting in the data.",
        "sv": "Det finns inget dödligt våld och ingen skjutning i data.",
    },
    "no_link": {
        "en": "Nothing here says which incidents involve a group. No other figure on this page can stand in for that.",
        "sv": "Inget här säger vilka händelser som rör en grupp. Ingen annan uppgift på sidan kan ersätta det.",
    },
}

say = Phrases(_PHRASES)


def verdict_on(parts: Parts, language: Language, *, columns: bool = False) -> Verdict:
    """The verdict in the page's words."""
    judged = parts.premise
    if judged is None:
        lacking = parts.involvement
        why = (
            why_not(lacking, language, columns=columns)
            if isinstance(lacking, Missing | TooFew | Refused)
            else ()
        )
        first = "no_link" if why else "no_serious"
        return Verdict("open", say("open", language), (say(first, language), *why))
    return Verdict(judged.answer, say(judged.answer, language), _said(judged, parts, language))


def _said(judged: Premise, parts: Parts, language: Language) -> tuple[str, ...]:
    of, threshold = judged.involved, share(judged.strict_at_least, language)
    limit_of = of.strict if judged.answer == "holds" else of.wide
    words = {
        "strict": share(of.strict.lowest, language),
        "highest": share(of.strict.highest, language),
        "widest": share(of.wide.highest, language),
        "wide": shares(of.wide.lowest, of.wide.highest, language),
        "unknown": share(of.unknown_share, language),
        "n": whole(of.n, language),
        "threshold": threshold,
        "most": share(judged.unknown_at_most, language),
        "level": percent(of.strict.level, language),
        "limits": shares(of.strict.limits[0], limit_of.limits[1], language),
    }
    keys = [f"{judged.answer}_{judged.why}", "wide"]
    if judged.too_open and judged.why != "too_much_unknown":
        keys.append("too_open")
    if judged.answer != "open" and not judged.sure:
        keys.append("not_sure")
    return (*(say(key, language, **words) for key in keys), *_differing(parts, language))


def _differing(parts: Parts, language: Language) -> tuple[str, ...]:
    """Homicides and shootings apart, where they lead to different answers."""
    both = [parts.premises.get(name) for name in ("homicides", "shootings")]
    found = [one for one in both if one is not None]
    if len(found) < 2 or found[0].answer == found[1].answer:
        return ()
    homicides, shootings = (
        shares(one.involved.strict.lowest, one.involved.strict.highest, language) for one in found
    )
    return (say("others_differ", language, homicides=homicides, shootings=shootings),)
