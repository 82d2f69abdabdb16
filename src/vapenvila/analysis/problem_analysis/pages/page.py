"""The whole page: verdict first, then the figures in short, then a section for each question."""

from typing import Final

from vapenvila.analysis.problem_analysis.involvement import Involvement
from vapenvila.analysis.problem_analysis.networks import Structure
from vapenvila.analysis.problem_analysis.pages import (
    of_concentration,
    of_following,
    of_groups,
    of_involvement,
    of_networks,
    of_people,
    of_places,
    of_supervision,
)
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.said_numbers import whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing, standing_of
from vapenvila.analysis.problem_analysis.pages.verdict import verdict_on
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.problem_analysis.places import HotSpots
from vapenvila.analysis.problem_analysis.supervised import Supervised
from vapenvila.analysis.report_page import Figure, ReportPage, Section
from vapenvila.analysis.result_form import VERSION
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "title": {"en": "Problem analysis", "sv": "Problemanalys"},
    "nowhere": {"en": "Place not stated", "sv": "Plats inte angiven"},
    "period": {"en": "Period", "sv": "Period"},
    "incidents": {"en": "Incidents", "sv": "Händelser"},
    "none": {"en": "none in the data", "sv": "inga i data"},
    "persons": {"en": "Rows of persons in incidents", "sv": "Rader om personer i händelser"},
    "definition": {"en": "What counts as an incident", "sv": "Vad som räknas som händelse"},
    "population": {"en": "Population", "sv": "Befolkning"},
    "population_value": {"en": "{people} on {day}", "sv": "{people} den {day}"},
    "no_population": {"en": "not given: no shares of it", "sv": "inte angiven: inga andelar av den"},
    "level": {"en": "Limits", "sv": "Gränser"},
    "level_value": {"en": "{level} %", "sv": "{level} %"},
    "about_units": {
        "en": "The units are the group and the incident. No person is named, scored or put in order; fewer than "
        "{smallest} people are not told apart.",
        "sv": "Enheterna är gruppen och händelsen. Ingen person nämns, poängsätts eller ordnas; färre än {smallest} "
        "personer särskiljs inte.",
    },
    "about_premise": {
        "en": "The premise is warned of when the strict share is under {strict} % or more than {unknown} % is unknown. "
        "Both are conventions without a source, and settings.",
        "sv": "För förutsättningen varnas när den strikta andelen är under {strict} % eller mer än {unknown} % är "
        "okänt. Båda är konventioner utan källa, och inställningar.",
    },
    "about_method": {
        "en": "Made by Vapenvila, version {version} of the methods, seed {seed}. Each method has its page with "
        "formula, sources and when not to use it.",
        "sv": "Gjord med Vapenvila, version {version} av metoderna, frö {seed}. Varje metod har sin sida med formel, "
        "källor och när den inte ska användas.",
    },
    "left_out_rows": {
        "en": "Rows left out because the mapping says so: {n}.",
        "sv": "Rader som mappningen utesluter: {n}.",
    },
    "left_out_places": {
        "en": "Places at 0, 0 taken as not known: {n}.",
        "sv": "Platser på 0, 0 tagna som okända: {n}.",
    },
    "left_out_dates": {
        "en": "Incidents outside the chosen days, left out: {n}.",
        "sv": "Händelser utanför de valda dagarna, inte med: {n}.",
    },
}

say = Phrases(_PHRASES)


def page_of(parts: Parts, language: Language, *, columns: bool) -> ReportPage:
    """The page. `columns`: name the keys of a mapping where something is missing."""
    standing, settings = standing_of(parts.stands, language), parts.stands.settings
    return ReportPage(
        language=language,
        title=say("title", language),
        place=settings.place or say("nowhere", language),
        basis=_basis(parts, standing),
        verdict=verdict_on(parts, language),
        first=_first(parts, standing),
        sections=_sections(parts, standing, columns=columns),
        about=_about(parts, language),
    )


def _sections(parts: Parts, standing: Standing, *, columns: bool) -> tuple[Section, ...]:
    settings, involved = parts.stands.settings, parts.involvement
    if isinstance(involved, Involvement):
        first = of_involvement.section(involved, standing, settings.strict_at_least)
    else:
        why = why_not(involved, standing.language, columns=columns)
        first = Section("involvement", of_involvement.say("title", standing.language), missing=why)
    return (
        first,
        of_groups.section(parts, standing, columns=columns),
        of_concentration.section(parts, standing, columns=columns),
        of_places.section(parts.hot_spots, standing, settings.smallest, columns=columns),
        of_following.section(parts, standing, columns=columns),
        of_networks.section(parts, standing, columns=columns),
        of_supervision.section(parts.supervised, standing, columns=columns),
        of_people.profile_section(parts.profile, parts.roles, standing, columns=columns),
        of_people.disparity_section(parts.disparity, standing, columns=columns),
    )


def _first(parts: Parts, standing: Standing) -> tuple[Figure, ...]:
    """The figures in short: what a steering group asks first, of what is known."""
    found: list[Figure] = []
    if isinstance(parts.involvement, Involvement):
        found += of_involvement.first_figures(parts.involvement, standing)
    found += of_groups.figures_of(parts, standing)
    for of, made in of_concentration.made_of(parts):
        found.append(of_concentration.figures_of(of, made, standing)[-1])
    if isinstance(parts.hot_spots, HotSpots):
        found.append(of_places.figure(parts.hot_spots, standing))
    found += of_following.figures_of(parts, standing)
    for network in (parts.people_network, parts.group_network):
        if isinstance(network, Structure):
            found.append(of_networks.figures_of(network, standing)[0])
    if isinstance(parts.supervised, Supervised):
        found.append(of_supervision.figures_of(parts.supervised, standing)[0])
    return tuple(found)


def _basis(parts: Parts, standing: Standing) -> tuple[tuple[str, str], ...]:
    said, stands = standing.language, parts.stands
    people = say("no_population", said)
    if stands.population is not None:
        numbers = {
            "people": whole(stands.population.people, said),
            "day": stands.population.on.isoformat(),
        }
        people = say("population_value", said, **numbers)
    incidents = say("none", said) if stands.incidents is None else whole(stands.incidents, said)
    rows = [
        (say("period", said), standing.period),
        (say("incidents", said), incidents),
        (say("definition", said), standing.definition),
        (say("population", said), people),
        (say("level", said), say("level_value", said, level=standing.level)),
    ]
    if stands.persons:
        rows.insert(2, (say("persons", said), whole(stands.persons, said)))
    return tuple(rows)


def _about(parts: Parts, language: Language) -> tuple[str, ...]:
    settings = parts.stands.settings
    limits = {
        "strict": f"{100 * settings.strict_at_least:g}",
        "unknown": f"{100 * settings.unknown_at_most:g}",
    }
    return (
        say("about_units", language, smallest=settings.smallest),
        say("about_premise", language, **limits),
        *(say(f"left_out_{word}", language, n=whole(n, language)) for word, n in parts.stands.remarks if n),
        say("about_method", language, version=VERSION, seed=settings.seed),
    )
