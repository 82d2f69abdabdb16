"""The section on how people, and groups, are tied: networks as wholes."""

from typing import Final

from vapenvila.analysis.problem_analysis.lacking import Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.networks import Structure
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.numbers_chart import numbers_chart
from vapenvila.analysis.problem_analysis.pages.said_numbers import decimals, share, whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing, days_said
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.report_page import Drawing, Figure, Section
from vapenvila.analysis.tie_network.summary import WEAK
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "title": {"en": "How they are tied", "sv": "Hur de hänger samman"},
    "text_ties": {
        "en": "{n} people; ties on record: {ties}. Separate parts: {parts}, the largest with {largest} ({part}). "
        "Communities: {communities}.",
        "sv": "{n} personer; registrerade kopplingar: {ties}. Skilda delar: {parts}, den största med {largest} ({part}). "
        "Gemenskaper: {communities}.",
    },
    "text_co_suspects": {
        "en": "{n} people suspected of an incident, {tied} of them together with somebody; ties: {ties}. Separate parts: "
        "{parts}, the largest with {largest} ({part}). Communities: {communities}.",
        "sv": "{n} personer misstänkta för en händelse, {tied} av dem tillsammans med någon; kopplingar: {ties}. Skilda "
        "delar: {parts}, den största med {largest} ({part}). Gemenskaper: {communities}.",
    },
    "text_relations": {
        "en": "{n} groups; relations: {ties}. Separate parts: {parts}, the largest with {largest} ({part}). "
        "Communities: {communities}.",
        "sv": "{n} grupper; relationer: {ties}. Skilda delar: {parts}, den största med {largest} ({part}). "
        "Gemenskaper: {communities}.",
    },
    "largest": {"en": "People in the largest part", "sv": "Personer i den största delen"},
    "largest_relations": {"en": "Groups in the largest part", "sv": "Grupper i den största delen"},
    "closed": {"en": "Closed triangles among people", "sv": "Slutna trianglar bland personer"},
    "closed_relations": {"en": "Closed triangles among groups", "sv": "Slutna trianglar bland grupper"},
    "largest_mean": {
        "en": "Share that a path of ties joins with each other, of all in the network",
        "sv": "Andel som en väg av kopplingar förbinder med varandra, av alla i nätverket",
    },
    "closed_mean": {
        "en": "Share of paths over two ties whose ends are tied as well",
        "sv": "Andel av vägar över två kopplingar vars ändar också är kopplade",
    },
    "sure": {
        "en": "A description of what is on record: no chance is in it, and a missing tie is a missing record",
        "sv": "En beskrivning av det som är registrerat: ingen slump finns i det, och en koppling som saknas är en "
        "registrering som saknas",
    },
    "joining": {
        "en": "Without {n} of them their part would fall apart.",
        "sv": "Utan {n} av dem skulle deras del falla isär.",
    },
    "weak": {
        "en": "The communities hold together hardly more than chance would have it (modularity {value}).",
        "sv": "Gemenskaperna håller knappt mer samman än slumpen skulle ge (modularitet {value}).",
    },
    "record": {
        "en": "Ties are what is on record, not who people know; whoever is recorded more has more ties. Nobody is "
        "named, ordered or scored.",
        "sv": "Kopplingarna är det som är registrerat, inte vilka som känner varandra; den som registreras mer har "
        "fler kopplingar. Ingen nämns, ordnas eller poängsätts.",
    },
    "people_part": {"en": "People: {why}", "sv": "Personer: {why}"},
    "groups_part": {"en": "Groups: {why}", "sv": "Grupper: {why}"},
    "chart": {
        "en": "People by how many others they are tied to",
        "sv": "Personer efter hur många andra de är kopplade till",
    },
    "chart_relations": {
        "en": "Groups by how many others they are tied to",
        "sv": "Grupper efter hur många andra de är kopplade till",
    },
    "across": {"en": "Others tied to", "sv": "Kopplade till så många andra"},
    "people": {"en": "People", "sv": "Personer"},
    "groups": {"en": "Groups", "sv": "Grupper"},
    "caption": {
        "en": "n = {n}, {ties} ties, {period}. Definition: ties on record, the same pair once. A description without a "
        "margin. The last bar holds that many or more.",
        "sv": "n = {n}, {ties} kopplingar, {period}. Definition: registrerade kopplingar, samma par en gång. En "
        "beskrivning utan felmarginal. Sista stapeln avser så många eller fler.",
    },
}

say = Phrases(_PHRASES)


def section(parts: Parts, standing: Standing, *, columns: bool) -> Section:
    """People and groups, whichever is known."""
    said, missing = standing.language, []
    for key, part in (("people_part", parts.people_network), ("groups_part", parts.group_network)):
        if isinstance(part, Missing | TooFew | Refused):
            missing += [say(key, said, why=why) for why in why_not(part, said, columns=columns)]
    made = [part for part in (parts.people_network, parts.group_network) if isinstance(part, Structure)]
    return Section(
        key="networks",
        title=say("title", said),
        text=tuple(line for part in made for line in _text(part, said)),
        figures=tuple(figure for part in made for figure in figures_of(part, standing)),
        drawings=tuple(_drawing(part, standing) for part in made),
        notes=_notes(made, said),
        missing=tuple(missing),
    )


def figures_of(part: Structure, standing: Standing) -> tuple[Figure, ...]:
    """The largest part, and how many triangles are closed."""
    said, found, ending = standing.language, part.found, "" if part.people else "_relations"
    period, n, sure = _period(part, standing), whole(found.people, said), say("sure", said)
    largest = share(found.component_sizes[0] / found.people, said)
    figures = [Figure(say(f"largest{ending}", said), largest, sure, n, period, say("largest_mean", said))]
    if found.closed is not None:
        closed = share(found.closed, said)
        figures.append(
            Figure(say(f"closed{ending}", said), closed, sure, n, period, say("closed_mean", said))
        )
    return tuple(figures)


def _text(part: Structure, language: Language) -> tuple[str, ...]:
    found = part.found
    first = say(
        f"text_{part.source}",
        language,
        n=whole(found.people, language),
        tied=whole(part.tied, language),
        ties=whole(found.ties, language),
        parts=whole(len(found.component_sizes), language),
        largest=whole(found.component_sizes[0], language),
        part=share(found.component_sizes[0] / found.people, language),
        communities=whole(len(found.community_sizes), language),
    )
    if not part.joining:
        return (first,)
    return first, say("joining", language, n=whole(part.joining, language))


def _period(part: Structure, standing: Standing) -> str:
    period = part.found.period
    return standing.period if period is None else days_said(period, standing.language)


def _drawing(part: Structure, standing: Standing) -> Drawing:
    said = standing.language
    caption = say(
        "caption",
        said,
        n=whole(part.found.people, said),
        ties=whole(part.found.ties, said),
        period=_period(part, standing),
    )
    up = say("people" if part.people else "groups", said)
    chart = numbers_chart(part.tied_to, across=say("across", said), up=up, caption=caption)
    return Drawing(say("chart" if part.people else "chart_relations", said), chart)


def _notes(made: list[Structure], language: Language) -> tuple[str, ...]:
    notes = [
        say("weak", language, value=decimals(part.found.modularity, language))
        for part in made
        if part.found.modularity < WEAK
    ]
    return (*notes, say("record", language)) if made else ()
