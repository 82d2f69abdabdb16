"""The section on how concentrated the violence is by person, by group and by place: curves and counts, never who or where."""

from typing import Final

from vapenvila.analysis.concentration import Concentration, TopShare
from vapenvila.analysis.problem_analysis.gathered import ByPlace, Repeated
from vapenvila.analysis.problem_analysis.lacking import Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.pages.lorenz_steps import lorenz_steps
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.numbers_chart import numbers_chart
from vapenvila.analysis.problem_analysis.pages.said_numbers import decimals, share, shares, whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.report_page import Drawing, Figure, Section
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "title": {"en": "How concentrated it is", "sv": "Hur koncentrerat det är"},
    "person": {"en": "By person", "sv": "Per person"},
    "group": {"en": "By group", "sv": "Per grupp"},
    "area": {"en": "By area", "sv": "Per område"},
    "spot": {"en": "By exact place", "sv": "Per exakt plats"},
    "gini": {"en": "{of}: Gini", "sv": "{of}: Gini"},
    "gini_mean": {
        "en": "0 when as even as so few whole events can be, 1 when one has all (corrected for fewer events than units)",
        "sv": "0 när det är så jämnt som så få hela händelser kan vara, 1 när en har allt (korrigerat för färre "
        "händelser än enheter)",
    },
    "gini_sure": {
        "en": "{level} % limits {low} to {high}; chance alone would give {chance}",
        "sv": "{level} % gränser {low} till {high}; slumpen ensam skulle ge {chance}",
    },
    "gini_sure_alone": {
        "en": "{level} % limits {low} to {high}; not compared with chance, as only those with an incident are known",
        "sv": "{level} % gränser {low} till {high}; inte jämfört med slumpen, eftersom bara de med någon händelse är kända",
    },
    "top": {"en": "{of}: the {top} with most", "sv": "{of}: de {top} som har flest"},
    "top_sure": {
        "en": "{level} % limits {limits}; chance alone would give {chance}",
        "sv": "{level} % gränser {limits}; slumpen ensam skulle ge {chance}",
    },
    "top_sure_alone": {
        "en": "{level} % limits {limits}; not compared with chance, as only those with an incident are known",
        "sv": "{level} % gränser {limits}; inte jämfört med slumpen, eftersom bara de med någon händelse är kända",
    },
    "top_mean_person": {
        "en": "Share of appearances as victim or suspect, each person once in an incident",
        "sv": "Andel av förekomsterna som offer eller misstänkt, varje person en gång per händelse",
    },
    "top_mean_group": {
        "en": "Share of incidents by group named on a side; one between two groups counts for both",
        "sv": "Andel av händelserna per grupp nämnd på en sida; en mellan två grupper räknas för båda",
    },
    "top_mean_area": {"en": "Share of incidents by area", "sv": "Andel av händelserna per område"},
    "top_mean_spot": {
        "en": "Share of incidents by place, rounded to the metre",
        "sv": "Andel av händelserna per plats, avrundad till meter",
    },
    "n": {"en": "{events} in {units}", "sv": "{events} i {units}"},
    "again": {"en": "People in two incidents or more", "sv": "Personer i två händelser eller fler"},
    "again_mean": {
        "en": "Different people who were victim or suspect in at least two incidents: a count, no list",
        "sv": "Olika personer som var offer eller misstänkta i minst två händelser: ett antal, ingen lista",
    },
    "again_sure": {
        "en": "{share} of the {n} people known; whoever is not on record is missing",
        "sv": "{share} av de {n} kända personerna; den som inte är registrerad saknas",
    },
    "again_text": {
        "en": "{people} people were victim or suspect in two incidents or more; at least one of them was in "
        "{incidents} of the {all} incidents with anybody on record.",
        "sv": "{people} personer var offer eller misstänkta i två händelser eller fler; minst en av dem fanns i "
        "{incidents} av de {all} händelserna med någon registrerad.",
    },
    "again_few": {
        "en": "How many were in two incidents or more is too few to be told.",
        "sv": "Hur många som fanns i två händelser eller fler är för få för att sägas.",
    },
    "again_chart": {"en": "People by number of incidents", "sv": "Personer efter antal händelser"},
    "again_caption": {
        "en": "n = {n} people, {period}. Definition: victim or suspect. A count without a margin: whoever is not on "
        "record is missing. The last bar holds that many incidents or more.",
        "sv": "n = {n} personer, {period}. Definition: offer eller misstänkt. Ett antal utan felmarginal: den som inte "
        "är registrerad saknas. Sista stapeln avser så många händelser eller fler.",
    },
    "again_x": {"en": "Incidents", "sv": "Händelser"},
    "again_y": {"en": "People", "sv": "Personer"},
    "lorenz_person": {"en": "Lorenz curve by person", "sv": "Lorenzkurva per person"},
    "lorenz_group": {"en": "Lorenz curve by group", "sv": "Lorenzkurva per grupp"},
    "lorenz_area": {"en": "Lorenz curve by area", "sv": "Lorenzkurva per område"},
    "lorenz_spot": {"en": "Lorenz curve by exact place", "sv": "Lorenzkurva per exakt plats"},
    "caption": {
        "en": "n = {n} units, {events} events, {period}. Definition: {definition}. Interval: {level} % limits of Gini "
        "{low} to {high}. Further above the lower lines: more concentrated.",
        "sv": "n = {n} enheter, {events} händelser, {period}. Definition: {definition}. Intervall: {level} % gränser "
        "för Gini {low} till {high}. Längre ovanför de nedre linjerna: mer koncentrerat.",
    },
    "not_beyond": {
        "en": "{of}: the counts vary no more than chance would make them; no concentration is shown.",
        "sv": "{of}: antalen varierar inte mer än slumpen skulle ge; ingen koncentration är visad.",
    },
    "beyond": {
        "en": "{of}: more concentrated than chance alone would make it.",
        "sv": "{of}: mer koncentrerat än slumpen ensam skulle ge.",
    },
    "alone": {
        "en": "{of}: concentrated among those with an incident; how much more than by chance cannot be told without "
        "all the others.",
        "sv": "{of}: koncentrerat bland dem med någon händelse; hur mycket mer än av slumpen kan inte sägas utan alla andra.",
    },
    "unknown_units": {
        "en": "{of}: only those with an incident are known. With all others counted it would be more concentrated.",
        "sv": "{of}: bara de med någon händelse är kända. Med alla andra inräknade vore det mer koncentrerat.",
    },
    "few": {
        "en": "{of}: {events} events are few; the limits are too narrow and the shares mostly chance.",
        "sv": "{of}: {events} händelser är få; gränserna är för smala och andelarna mest slump.",
    },
    "without_place": {
        "en": "{n} incidents without a known place are left out.",
        "sv": "{n} händelser utan känd plats är inte med.",
    },
    "no_list": {
        "en": "A place can be concentrated upon, a person not: nobody is named, ordered or scored here.",
        "sv": "En plats kan man koncentrera sig på, inte en person: ingen nämns, ordnas eller poängsätts här.",
    },
}

say = Phrases(_PHRASES)
SHOWN_TOP = 0.1


def section(parts: Parts, standing: Standing, *, columns: bool) -> Section:
    """Whichever of the three can be made."""
    said = standing.language
    made = made_of(parts)
    lacking = [
        part
        for part in (parts.by_person, parts.by_group, parts.by_place)
        if isinstance(part, Missing | TooFew | Refused)
    ]
    figures = [figure for of, found in made for figure in figures_of(of, found, standing)]
    smallest = parts.stands.settings.smallest
    drawings = [_curve(of, found, standing, smallest) for of, found in made]
    text = [say(_told(found), said, of=say(of, said)) for of, found in made]
    if isinstance(parts.repeated, Repeated):
        figures += repeated_figures(parts.repeated, standing)
        drawings.append(_repeated(parts.repeated, standing))
        text.append(_repeated_text(parts.repeated, said))
    return Section(
        key="concentration",
        title=say("title", said),
        text=tuple(text),
        figures=tuple(figures),
        drawings=tuple(drawings),
        notes=_notes(parts, made, said),
        missing=tuple(
            dict.fromkeys(line for part in lacking for line in why_not(part, said, columns=columns))
        ),
    )


def _told(found: Concentration) -> str:
    """Which sentence says how it compares with chance."""
    if not found.known_units:
        return "alone"
    return "beyond" if found.rates_limits[0] > 0.0 else "not_beyond"


def made_of(parts: Parts) -> list[tuple[str, Concentration]]:
    """Those that could be made, by the key of their name."""
    found: list[tuple[str, Concentration]] = []
    if isinstance(parts.by_person, Concentration):
        found.append(("person", parts.by_person))
    if isinstance(parts.by_group, Concentration):
        found.append(("group", parts.by_group))
    if isinstance(parts.by_place, ByPlace):
        found.append(("area" if parts.by_place.areas else "spot", parts.by_place.found))
    return found


def figures_of(of: str, found: Concentration, standing: Standing) -> list[Figure]:
    """Gini for fewer events than units, and the share of the tenth with most."""
    said = standing.language
    n = say("n", said, events=whole(found.events, said), units=whole(found.n, said))
    low, high = (decimals(value, said) for value in found.sparse_limits)
    chance = decimals(_sparse_by_chance(found), said)
    key = "gini_sure" if found.known_units else "gini_sure_alone"
    sure = say(key, said, level=standing.level, low=low, high=high, chance=chance)
    name = say("gini", said, of=say(of, said))
    figures = [
        Figure(name, decimals(found.gini_sparse, said), sure, n, standing.period, say("gini_mean", said))
    ]
    top = next((one for one in found.top if one.units >= SHOWN_TOP), None)
    return figures if top is None else [*figures, _top(of, top, n, standing, known=found.known_units)]


def _top(of: str, top: TopShare, n: str, standing: Standing, *, known: bool) -> Figure:
    said = standing.language
    sure = say(
        "top_sure" if known else "top_sure_alone",
        said,
        level=standing.level,
        limits=shares(top.low, top.high, said),
        chance=share(top.by_chance, said),
    )
    name = say("top", said, of=say(of, said), top=share(top.units, said))
    return Figure(name, share(top.share, said), sure, n, standing.period, say(f"top_mean_{of}", said))


def _sparse_by_chance(found: Concentration) -> float:
    return max(1.0, found.n / found.events) * (found.gini_by_chance - 1.0) + 1.0


def repeated_figures(found: Repeated, standing: Standing) -> list[Figure]:
    """How many people were in two incidents or more, where enough to be told."""
    if found.more_than_once is None:
        return []
    said = standing.language
    part = share(found.more_than_once / found.people_total, said)
    sure = say("again_sure", said, share=part, n=whole(found.people_total, said))
    return [
        Figure(
            say("again", said),
            whole(found.more_than_once, said),
            sure,
            whole(found.people_total, said),
            standing.period,
            say("again_mean", said),
        )
    ]


def _repeated_text(found: Repeated, language: Language) -> str:
    if found.more_than_once is None or found.incidents is None:
        return say("again_few", language)
    return say(
        "again_text",
        language,
        people=whole(found.more_than_once, language),
        incidents=whole(found.incidents, language),
        all=whole(found.incidents_total, language),
    )


def _repeated(found: Repeated, standing: Standing) -> Drawing:
    said = standing.language
    caption = say("again_caption", said, n=whole(found.people_total, said), period=standing.period)
    chart = numbers_chart(found.people, across=say("again_x", said), up=say("again_y", said), caption=caption)
    return Drawing(say("again_chart", said), chart)


def _curve(of: str, found: Concentration, standing: Standing, smallest: int) -> Drawing:
    said = standing.language
    low, high = (decimals(value, said) for value in found.sparse_limits)
    caption = say(
        "caption",
        said,
        n=whole(found.n, said),
        events=whole(found.events, said),
        period=standing.period,
        definition=say(f"top_mean_{of}", said),
        level=standing.level,
        low=low,
        high=high,
    )
    fewest = smallest if of == "person" else 1
    chart = lorenz_steps(found, fewest=fewest, caption=caption, language=said)
    return Drawing(say(f"lorenz_{of}", said), chart)


def _notes(parts: Parts, made: list[tuple[str, Concentration]], language: Language) -> tuple[str, ...]:
    notes = []
    for of, found in made:
        name = say(of, language)
        if not found.known_units:
            notes.append(say("unknown_units", language, of=name))
        if found.events < 50:
            notes.append(say("few", language, of=name, events=whole(found.events, language)))
    if isinstance(parts.by_place, ByPlace) and parts.by_place.without_place:
        notes.append(say("without_place", language, n=whole(parts.by_place.without_place, language)))
    if any(of == "person" for of, _ in made):
        notes.append(say("no_list", language))
    return tuple(notes)
