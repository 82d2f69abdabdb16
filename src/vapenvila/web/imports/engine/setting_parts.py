"""The parts of a mapping: when, where, victims, filters and hints about the file."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vapenvila.web.imports.engine import vocabulary
from vapenvila.web.imports.engine.mapping import Flag, Moment, Point, RowFilter, Victims, When, Where
from vapenvila.web.imports.engine.projections import geographic_from
from vapenvila.web.imports.engine.reading import FileHints
from vapenvila.web.imports.engine.sentences import UnusableMappingError, say
from vapenvila.web.imports.engine.setting_values import (
    COUNT_FIELDS,
    Settings,
    choice_of,
    names_from,
    names_of,
    only_known,
    text_from,
    text_of,
)


def when_of(settings: Settings) -> When:
    """The part `when`."""
    start = text_of(settings, "datetime") or text_of(settings, "date")
    if not start:
        raise UnusableMappingError(
            say("The mapping does not say which column holds the date (“when.datetime” or “when.date”).")
        )
    zone = text_of(settings, "time_zone")
    if not zone:
        raise UnusableMappingError(say("The mapping has no “when.time_zone”, such as Europe/Stockholm."))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnusableMappingError(say("There is no time zone called “{zone}”."), zone=zone) from None
    order = text_of(settings, "order") or "auto"
    if order not in ("auto", "ymd", "dmy", "mdy"):
        raise UnusableMappingError(
            say("“when.order” can be auto, ymd, dmy or mdy, not “{order}”."), order=order
        )
    epoch = text_of(settings, "epoch")
    if epoch not in (None, "seconds", "milliseconds", "excel"):
        raise UnusableMappingError(
            say("“when.epoch” can be seconds, milliseconds or excel, not “{epoch}”."), epoch=epoch
        )
    end = text_of(settings, "to") or text_of(settings, "to_date")
    return When(
        time_zone=zone,
        start=Moment(start, text_of(settings, "time")),
        end=Moment(end, text_of(settings, "to_time")) if end else None,
        order=order,
        epoch=epoch,
        midnight_is_unknown=settings.get("midnight_is_unknown") is True,
        year_from=text_of(settings, "year_from"),
    )


def _point(settings: Settings) -> Point | None:
    column = text_of(settings, "point")
    if column:
        order = text_of(settings, "point_order") or "lat lon"
        return Point(column=column, latitude_first=order.split()[0] == "lat")
    x, y = (
        text_of(settings, "lon") or text_of(settings, "x"),
        text_of(settings, "lat") or text_of(settings, "y"),
    )
    if not x and not y:
        return None
    if not x or not y:
        raise UnusableMappingError(say("The mapping names only one of the two coordinates."))
    epsg = settings.get("epsg", 4326)
    if not isinstance(epsg, int):
        raise UnusableMappingError(say("The setting “{name}” must be a whole number."), name="where.epsg")
    if settings.get("x") and "epsg" not in settings:
        raise UnusableMappingError(
            say("Columns x and y need “where.epsg”, the number of their coordinate system.")
        )
    geographic_from(epsg)
    return Point(x, y, epsg)


def where_of(settings: Settings) -> Where:
    """The part `where`."""
    bounds = settings.get("bounds")
    limits: tuple[float, float, float, float] | None = None
    if bounds is not None:
        numbers = [float(b) for b in bounds] if isinstance(bounds, list | tuple) else []
        if len(numbers) != 4 or numbers[0] >= numbers[2] or numbers[1] >= numbers[3]:
            raise UnusableMappingError(say("“where.bounds” must be four numbers: south, west, north, east."))
        limits = (numbers[0], numbers[1], numbers[2], numbers[3])
    missing = text_of(settings, "missing") or "import"
    if missing not in ("import", "hold"):
        raise UnusableMappingError(
            say("“where.missing” can be import or hold, not “{value}”."), value=missing
        )
    fallback = settings.get("fallback", {})
    if not isinstance(fallback, Mapping):
        raise UnusableMappingError(say("The setting “{name}” must be a table."), name="where.fallback")
    only_known(fallback, "where.fallback")
    return Where(
        point=_point(settings),
        fallback=_point(fallback),
        precision=choice_of(settings, "precision"),
        area=text_from(settings, "area"),
        swap=settings.get("swap") is True,
        bounds=limits,
        missing=missing,
    )


def _flag(value: object) -> Flag | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return Flag(value, vocabulary.YES, vocabulary.NO)
    if not isinstance(value, Mapping) or not value.get("column"):
        raise UnusableMappingError(
            say("“victims.fatal” must be a column, or a table with “column”, “yes” and “no”.")
        )

    def words(name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        given = names_from(value.get(name, ()), f"victims.fatal.{name}")
        return tuple(word.strip().casefold() for word in given) or usual

    return Flag(str(value["column"]), words("yes", vocabulary.YES), words("no", vocabulary.NO))


def victims_of(settings: Settings, whole: Settings) -> Victims:
    """The part `victims`; rows fold by the reference unless it says otherwise."""
    rows = settings.get("rows") is True
    hours = settings.get("max_hours", 24)
    if not isinstance(hours, int | float) or hours <= 0:
        raise UnusableMappingError(say("“victims.max_hours” must be a number above zero."))
    return Victims(
        rows=rows,
        fold_by=names_of(settings, "fold_by") or (names_of(whole, "reference") if rows else ()),
        same_event=names_of(settings, "same_event"),
        max_hours=float(hours),
        fatal=_flag(settings.get("fatal")),
        injury=choice_of(settings, "injury"),
        counts={name: names_of(settings, name) for name in COUNT_FIELDS if settings.get(name)},
        total=text_of(settings, "total"),
    )


def filters_of(settings: Settings, name: str) -> tuple[RowFilter, ...]:
    """The lists `skip` and `keep`."""
    given = settings.get(name, ())
    if not isinstance(given, list | tuple) or not all(
        isinstance(g, Mapping) and g.get("column") for g in given
    ):
        raise UnusableMappingError(
            say("“{name}” must be a list of tables with “column” and “values”."), name=name
        )
    return tuple(
        RowFilter(
            column=str(g["column"]),
            values=tuple(v.casefold() for v in names_from(g.get("values", ()), name)),
            starts_with=tuple(v.casefold() for v in names_from(g.get("starts_with", ()), name)),
            keep=name == "keep",
            reason={str(lang): str(text) for lang, text in dict(g.get("reason", {})).items()},
        )
        for g in given
    )


def hints_of(settings: Settings) -> FileHints:
    """The part `file`."""
    row = settings.get("header_row")
    if row is not None and (not isinstance(row, int) or row < 1):
        raise UnusableMappingError(say("“file.header_row” must be a row number from 1."))
    separator = text_of(settings, "separator")
    if separator is not None and len(separator) != 1:
        raise UnusableMappingError(say("“file.separator” must be one sign."))
    return FileHints(
        text_of(settings, "encoding"),
        separator,
        row,
        text_of(settings, "sheet"),
        text_of(settings, "records"),
    )
