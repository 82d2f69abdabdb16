"""The section on hot spots: patches of cells with more than exchanging the counts gives, with their rates and limits."""

from typing import Final

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.hot_spots.gi_map import FEW_EXPECTED
from vapenvila.analysis.problem_analysis.bounded_share import plain_limits
from vapenvila.analysis.problem_analysis.lacking import Lacking, Missing, Refused, TooFew
from vapenvila.analysis.problem_analysis.pages.missing import why_not
from vapenvila.analysis.problem_analysis.pages.patches_chart import patches_chart
from vapenvila.analysis.problem_analysis.pages.said_numbers import decimals, share, whole
from vapenvila.analysis.problem_analysis.pages.standing import Standing, days_said
from vapenvila.analysis.problem_analysis.places import HotSpots
from vapenvila.analysis.report_page import Drawing, Figure, Section
from vapenvila.analysis.wording import Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "title": {"en": "Where it happens: hot spots", "sv": "Var det händer: heta platser"},
    "some": {
        "en": "Hot spots: {patches}, together {km2} km² ({area} of the box around the incidents), with {events} of {n} "
        "incidents ({part}).",
        "sv": "Heta platser: {patches}, tillsammans {km2} km² ({area} av rutan runt händelserna), med {events} av {n} "
        "händelser ({part}).",
    },
    "none": {
        "en": "No place has a neighbourhood with more than exchanging the counts gives: no hot spot can be told.",
        "sv": "Ingen plats har en omgivning med mer än utbytta antal ger: ingen het plats kan urskiljas.",
    },
    "figure": {"en": "Incidents in hot spots", "sv": "Händelser på heta platser"},
    "figure_mean": {
        "en": "Cells of {side} m whose neighbourhood has more than chance gives (Gi*); at most {false} of them false",
        "sv": "Rutor på {side} m vars omgivning har mer än slumpen ger (Gi*); högst {false} av dem falska",
    },
    "figure_sure": {
        "en": "{limits}; chosen by looking, so on average too high",
        "sv": "{limits}; valda i efterhand och därför i snitt för högt",
    },
    "chart": {"en": "Hot spots on a map", "sv": "Heta platser på karta"},
    "caption": {
        "en": "n = {n}, {period}. Definition: {definition}. Numbered patches with at least {smallest} incidents, "
        "kilometres east and north of the middle. Rates with exact {level} % limits.",
        "sv": "n = {n}, {period}. Definition: {definition}. Numrerade fläckar med minst {smallest} händelser, km öst "
        "och nord om mitten. Takter med exakta {level} % gränser.",
    },
    "dropped": {
        "en": "Hot patches with fewer than {smallest} incidents are not shown: {n}.",
        "sv": "Heta fläckar med färre än {smallest} händelser visas inte: {n}.",
    },
    "without_place": {
        "en": "{n} incidents without a known place are left out.",
        "sv": "{n} händelser utan känd plats är inte med.",
    },
    "expected": {
        "en": "A cell with its neighbours has {expected} incidents on average, fewer than five: single incidents "
        "decide what is hot.",
        "sv": "En ruta med sina grannar har i snitt {expected} händelser, färre än fem: enstaka händelser avgör vad "
        "som är hett.",
    },
    "counts": {
        "en": "Counts, not rates: where more people are, more happens. Incidents recorded where police look come back "
        "as hot spots where police are sent.",
        "sv": "Antal, inte risker för de boende: där fler människor är händer mer. Händelser som registreras där "
        "polisen tittar kommer tillbaka som heta platser dit polisen skickas.",
    },
}

say = Phrases(_PHRASES)


def section(part: HotSpots | Lacking, standing: Standing, smallest: int, *, columns: bool) -> Section:
    """The hot spots, or why there are none to see."""
    said = standing.language
    if isinstance(part, Missing | TooFew | Refused):
        return Section("hot-spots", say("title", said), missing=why_not(part, said, columns=columns))
    drawn = [_chart(part, standing, smallest)] if part.patches else []
    return Section(
        key="hot-spots",
        title=say("title", said),
        text=(_text(part, standing),),
        figures=(figure(part, standing),),
        drawings=tuple(Drawing(say("chart", said), chart) for chart in drawn),
        notes=_notes(part, standing, smallest),
    )


def figure(part: HotSpots, standing: Standing) -> Figure:
    """Which share of the incidents lies in hot spots."""
    said, events = standing.language, sum(patch.events for patch in part.patches)
    limits = standing.limits(*plain_limits(events, part.map.n, part.map.level))
    side = decimals(part.cell, said, 0)
    return Figure(
        say("figure", said),
        share(events / part.map.n, said),
        say("figure_sure", said, limits=limits),
        whole(part.map.n, said),
        _period(part, standing),
        say("figure_mean", said, side=side, false=share(1.0 - part.map.level, said)),
    )


def _period(part: HotSpots, standing: Standing) -> str:
    return standing.period if part.map.period is None else days_said(part.map.period, standing.language)


def _text(part: HotSpots, standing: Standing) -> str:
    said = standing.language
    if not part.patches:
        return say("none", said)
    events, km2 = (sum(getattr(patch, name) for patch in part.patches) for name in ("events", "km2"))
    return say(
        "some",
        said,
        patches=len(part.patches),
        km2=decimals(km2, said, 1),
        area=share(km2 / (part.map.cell_km2 * len(part.map.x)), said),
        events=whole(events, said),
        n=whole(part.map.n, said),
        part=share(events / part.map.n, said),
    )


def _chart(part: HotSpots, standing: Standing, smallest: int) -> Chart:
    said = standing.language
    caption = say(
        "caption",
        said,
        n=whole(part.map.n, said),
        period=_period(part, standing),
        definition=standing.definition,
        smallest=smallest,
        level=standing.level,
    )
    return patches_chart(part, caption=caption, language=said)


def _notes(part: HotSpots, standing: Standing, smallest: int) -> tuple[str, ...]:
    said, notes = standing.language, []
    expected = part.map.test.expected
    if expected < FEW_EXPECTED:
        notes.append(say("expected", said, expected=decimals(expected, said, 1)))
    if part.dropped:
        notes.append(say("dropped", said, smallest=smallest, n=whole(part.dropped, said)))
    if part.without_place:
        notes.append(say("without_place", said, n=whole(part.without_place, said)))
    return (*notes, say("counts", said))
