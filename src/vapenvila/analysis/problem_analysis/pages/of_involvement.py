"""The section on how much of the violence is group-involved: strict, wide and unknown side by side, for each set of
incidents."""

from typing import Final

from vapenvila.analysis.problem_analysis.involvement import SUBSETS, Involved, Involvement, Subset
from vapenvila.analysis.problem_analysis.pages.bounds_chart import BoundsRow, bounds_chart
from vapenvila.analysis.problem_analysis.pages.said_numbers import share, shares, whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing
from vapenvila.analysis.problem_analysis.premise import STRICT_AT_LEAST
from vapenvila.analysis.report_page import Drawing, Figure, Section
from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "title": {"en": "How much involves groups", "sv": "Hur mycket rör grupper"},
    "together": {"en": "Homicides and shootings", "sv": "Dödligt våld och skjutningar"},
    "every": {"en": "All incidents", "sv": "Alla händelser"},
    "homicides": {"en": "Homicides", "sv": "Dödligt våld"},
    "shootings": {"en": "Shootings", "sv": "Skjutningar"},
    "others": {"en": "Other incidents", "sv": "Övriga händelser"},
    "strict": {"en": "{of}, strict", "sv": "{of}, strikt"},
    "wide": {"en": "{of}, wide", "sv": "{of}, vitt"},
    "unknown": {"en": "{of}, unknown", "sv": "{of}, okänt"},
    "strict_means": {
        "en": "Incidents with a member of a group confirmed on at least one side",
        "sv": "Händelser med en gruppmedlem bekräftad på minst en sida",
    },
    "wide_means": {
        "en": "Incidents with a member confirmed or suspected on at least one side",
        "sv": "Händelser med en gruppmedlem bekräftad eller misstänkt på minst en sida",
    },
    "unknown_means": {
        "en": "Neither confirmed nor suspected, and a side is unknown or not judged",
        "sv": "Varken bekräftat eller misstänkt, och en sida är okänd eller inte bedömd",
    },
    "strict_title": {"en": "Group-involved, strict", "sv": "Grupprelaterat, strikt"},
    "wide_title": {"en": "Group-involved, wide", "sv": "Grupprelaterat, vitt"},
    "unknown_title": {"en": "Not known whether group-involved", "sv": "Okänt om grupprelaterat"},
    "text": {
        "en": "Group-involved means that a member of a group was there, as victim or as perpetrator; it does not say "
        "why it happened. Where it is not known, the share lies between that of none and that of all unknown counting.",
        "sv": "Grupprelaterat betyder att en gruppmedlem fanns med, som offer eller gärningsperson; det säger inte "
        "varför det hände. Där det inte är känt ligger andelen mellan att inget och att allt okänt räknas.",
    },
    "victims": {
        "en": "Victims, counted apart: {all} in all; {strict} in incidents that are strictly group-involved, {wide} in "
        "those that widely are, {unknown} in those of which it is not known.",
        "sv": "Offer, räknade för sig: {all} totalt; {strict} i händelser som är strikt grupprelaterade, {wide} i dem "
        "som är det i vid mening, {unknown} i dem där det inte är känt.",
    },
    "no_kinds": {
        "en": "The data do not tell shootings from other incidents, so the share is of all incidents in them.",
        "sv": "Data skiljer inte skjutningar från andra händelser, så andelen gäller alla händelser i dem.",
    },
    "one_side": {
        "en": "There is one judgement for each incident, not one for each side.",
        "sv": "Det finns en bedömning per händelse, inte en per sida.",
    },
    "death_unknown": {
        "en": "Whether somebody died is not known of {n} incidents; they are not among the homicides.",
        "sv": "Om någon avled är inte känt för {n} händelser; de är inte med i det dödliga våldet.",
    },
    "kind_unknown": {
        "en": "Whether it was a shooting is not known of {n} incidents; they are not among the shootings.",
        "sv": "Om det var en skjutning är inte känt för {n} händelser; de är inte med bland skjutningarna.",
    },
    "label": {
        "en": "The police or the review set these links; whoever looks harder at some cases finds more. Have a second "
        "coder judge a sample blind before comparing years.",
        "sv": "Polisen eller genomgången sätter kopplingarna; den som granskar vissa fall hårdare hittar fler. Låt en "
        "andra kodare bedöma ett urval blint innan år jämförs.",
    },
    "independent": {
        "en": "The limits take incidents as coming independently; where one brings the next they are too narrow.",
        "sv": "Gränserna förutsätter att händelser kommer oberoende av varandra; där en drar med sig nästa är de för "
        "smala.",
    },
    "chart": {"en": "Strict and wide, with the unknown", "sv": "Strikt och vitt, med det okända"},
    "caption": {
        "en": "n = {n} incidents, {period}. Definition: {definition}. Bar: surely counted. Pale bar: unknown. Line: "
        "{level} % limits. Dashed: the threshold of the premise, {threshold}.",
        "sv": "n = {n} händelser, {period}. Definition: {definition}. Stapel: säkert räknat. Blek stapel: okänt. "
        "Linje: {level} % gränser. Streckat: förutsättningens tröskel, {threshold}.",
    },
}

say = Phrases(_PHRASES)


def section(found: Involvement, standing: Standing, threshold: float = STRICT_AT_LEAST) -> Section:
    """All sets of incidents there are."""
    said = standing.language
    shown = [(name, found.of[name]) for name in SUBSETS if name in found.of]
    apart = [
        one for one in shown if one[0] != "together"
    ] or shown  # those together stand at the head of the page
    figures = [
        figure for name, of in apart for figure in _figures(_name(name, found, standing), of, standing)
    ]
    return Section(
        key="involvement",
        title=say("title", said),
        text=(say("text", said), *_of_victims(found.of.get("together"), standing)),
        figures=tuple(figures),
        drawings=(_chart(found, shown, standing, threshold),),
        notes=_notes(found, standing),
    )


def first_figures(found: Involvement, standing: Standing) -> tuple[Figure, ...]:
    """Those that stand at the head of the page: strict, wide and unknown of homicides and shootings together."""
    said, of = standing.language, found.of.get("together")
    if of is None:
        return ()
    return (
        standing.of_share(say("strict_title", said), of.strict, say("strict_means", said)),
        standing.of_share(say("wide_title", said), of.wide, say("wide_means", said)),
        _unknown(say("unknown_title", said), of, standing),
    )


def _figures(name: str, of: Involved, standing: Standing) -> tuple[Figure, ...]:
    said = standing.language
    return (
        standing.of_share(say("strict", said, of=name), of.strict, say("strict_means", said)),
        standing.of_share(say("wide", said, of=name), of.wide, say("wide_means", said)),
        _unknown(say("unknown", said, of=name), of, standing),
    )


def _unknown(name: str, of: Involved, standing: Standing) -> Figure:
    said = standing.language
    return Figure(
        name,
        share(of.unknown_share, said),
        standing.limits(*of.unknown_limits),
        whole(of.n, said),
        standing.period,
        say("unknown_means", said),
    )


def _name(name: Subset, found: Involvement, standing: Standing) -> str:
    key = "every" if name == "together" and not found.kinds_known else name
    return say(key, standing.language)


def _of_victims(of: Involved | None, standing: Standing) -> tuple[str, ...]:
    if of is None or of.victims is None:
        return ()
    names = ("strict", "wide", "unknown", "all")
    numbers = {name: whole(value, standing.language) for name, value in zip(names, of.victims, strict=True)}
    return (say("victims", standing.language, **numbers),)


def _notes(found: Involvement, standing: Standing) -> tuple[str, ...]:
    said = standing.language
    notes = [] if found.kinds_known else [say("no_kinds", said)]
    if found.sides == 1:
        notes.append(say("one_side", said))
    for key, n in (("death_unknown", found.death_unknown), ("kind_unknown", found.kind_unknown)):
        if n:
            notes.append(say(key, said, n=whole(n, said)))
    return (*notes, say("label", said), say("independent", said))


def _chart(
    found: Involvement, shown: list[tuple[Subset, Involved]], standing: Standing, threshold: float
) -> Drawing:
    said = standing.language
    rows = [
        BoundsRow(say(kind, said, of=_name(name, found, standing)), getattr(of, kind))
        for name, of in shown
        for kind in ("strict", "wide")
    ]
    caption = say(
        "caption",
        said,
        n=whole(sum(of.n for name, of in shown if name in ("together", "others")), said),
        period=standing.period,
        definition=standing.definition,
        level=standing.level,
        threshold=shares(threshold, threshold, said),
    )
    return Drawing(
        say("chart", said), bounds_chart(rows, threshold=threshold, caption=caption, language=said)
    )
