"""The charts of a filtered set, each with its table and caption."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from vapenvila.web.incidents import engine
from vapenvila.web.incidents.engine import Answer, DrawnChart, Period
from vapenvila.web.incidents.pictures.figures_only import OTHER_AREAS, OTHER_KINDS, without_small_cells
from vapenvila.web.incidents.pictures.queries import Tallies, minutes, tallies
from vapenvila.web.incidents.pictures.scope import Scope
from vapenvila.web.incidents.vocabulary import Kind
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart as the page shows it. `name` is its place in addresses."""

    name: str
    title: str
    spec: Mapping[str, Any]  # Vega-Lite
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]  # text, whole numbers, decimals, or nothing
    caption: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartSheet:
    """The charts that are added up by the database, and what this month is like."""

    answer: Answer | None
    charts: tuple[ShownChart, ...]


def chart_sheet(scope: Scope, period: Period, programme: Programme) -> ChartSheet:
    """Months, kinds and areas."""
    counted, language = tallies(scope.rows, programme), get_language() or "sv"
    if not scope.whole_register:
        counted = without_small_cells(counted)
    incidents, victims = engine.month_charts(counted, period, scope.definition, language)
    kinds = engine.kind_chart(counted, _kind_names(), period, scope.definition, language)
    areas = engine.area_chart(counted, _area_names(scope, counted), period, scope.definition, language)
    return ChartSheet(
        engine.is_this_month_unusual(counted, period, language, scope.chosen.kinds),
        (
            _shown("months", gettext("Incidents per month"), incidents),
            _shown(
                "victims",
                gettext("Victims per month"),
                victims,
                gettext(
                    "Victims are counted apart from incidents. They come several at a time, so the band is wider."
                ),
            ),
            _shown("kinds", gettext("By kind"), kinds),
            _shown(
                "areas",
                gettext("By area"),
                areas,
                gettext("Counts are not rates: areas differ in how many people live and move there."),
            ),
        ),
    )


def hour_sheet(scope: Scope, period: Period, programme: Programme) -> ShownChart:
    """The hours of the week, with incidents known only as an interval shared out."""
    language = get_language() or "sv"
    hours = engine.hours_of_the_week(minutes(scope.rows, programme))
    chart = engine.hour_chart(hours, period, scope.definition, language)
    summary = engine.summary_of_hours(hours, language)
    by_hour = engine.hour_table(hours, language)
    return ShownChart(
        "hours",
        gettext("By hour and weekday"),
        chart.spec,
        by_hour.columns,
        by_hour.rows,
        chart.caption,
        summary,
    )


def one_chart(name: str, scope: Scope, period: Period, programme: Programme) -> ShownChart | None:
    """The chart of this name, or None."""
    if name == "hours":
        return hour_sheet(scope, period, programme)
    return next((chart for chart in chart_sheet(scope, period, programme).charts if chart.name == name), None)


def _shown(name: str, title: str, chart: DrawnChart, *notes: str) -> ShownChart:
    return ShownChart(name, title, chart.spec, chart.columns, chart.rows, chart.caption, notes)


def _kind_names() -> dict[str, str]:
    return {kind.value: str(kind.label) for kind in Kind} | {OTHER_KINDS: _too_few()}


def _too_few() -> str:
    return gettext("too few to show apart, added up")


def _area_names(scope: Scope, counted: Tallies) -> dict[UUID | None, str]:
    unknown = gettext("area not known")
    names = {area: scope.now.areas.get(area, unknown) if area else unknown for area in counted.by_area}
    return names | {OTHER_AREAS: _too_few()}
