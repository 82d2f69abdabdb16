"""From a TOML file or a saved dictionary to a mapping. Every slip is told with the name of the setting."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from vapenvila.web.imports.engine import vocabulary
from vapenvila.web.imports.engine.mapping import (
    Choice,
    Extract,
    Flag,
    ImportMapping,
    Moment,
    Point,
    RowFilter,
    TextFrom,
    Victims,
    When,
    Where,
)  # fmt: skip
from vapenvila.web.imports.engine.projections import geographic_from
from vapenvila.web.imports.engine.reading import FileHints
from vapenvila.web.imports.engine.sentences import UnusableMappingError, say

Settings = Mapping[str, object]
COUNT_FIELDS: Final = ("dead", "injured_serious", "injured_slight", "injured_unknown")
SPECIAL_MEANINGS: Final = ("skip", "hold")
KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("name", "source_system", "reference", "kind", "weapon", "outcome", "motive", "state", "note", "null_words",
         "from_feed", "file", "columns", "extract", "when", "where", "victims", "skip", "keep", "cannot_know"),
    "file": ("encoding", "separator", "header_row", "sheet", "records"),
    "when": ("time_zone", "datetime", "date", "time", "to", "to_date", "to_time", "order", "epoch",
             "midnight_is_unknown", "year_from"),
    "where": ("lat", "lon", "x", "y", "epsg", "point", "point_order", "fallback", "precision", "area", "swap",
              "bounds", "missing"),
    "where.fallback": ("lat", "lon", "x", "y", "epsg", "point", "point_order"),
    "victims": ("rows", "fold_by", "same_event", "max_hours", "fatal", "injury", "total", *COUNT_FIELDS),
}  # fmt: skip


def mapping_from_toml(path: Path) -> ImportMapping:
    """The mapping in a TOML file."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnusableMappingError(
            say("There is no profile and no mapping file called {name}."), name=path.name
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UnusableMappingError(
            say("{name} is not valid TOML: {problem}."), name=path.name, problem=problem
        ) from None
    return mapping_from(settings)


def mapping_from(settings: Settings) -> ImportMapping:
    """The mapping in a dictionary of the same shape as the TOML file."""
    _only_known(settings, "")
    victims = _victims(_table(settings, "victims"), settings)
    kind = _choice(settings, "kind")
    if kind is None:
        raise UnusableMappingError(
            say("The mapping does not say which kind of incident the rows are (setting “kind”).")
        )
    source = _text(settings, "source_system")
    if not source:
        raise UnusableMappingError(
            say("The mapping has no “source_system”: a short name that tells this source from others.")
        )
    return ImportMapping(
        name=_text(settings, "name") or source,
        source_system=source,
        when=_when(_table(settings, "when")),
        where=_where(_table(settings, "where")),
        kind=kind,
        victims=victims,
        reference=_names(settings, "reference"),
        weapon=_choice(settings, "weapon"),
        outcome=_choice(settings, "outcome"),
        motive=_choice(settings, "motive"),
        state=_choice(settings, "state"),
        note=_text_from(settings, "note"),
        columns={
            name: _as_names(value, f"columns.{name}") for name, value in _table(settings, "columns").items()
        },
        extract={name: _extract(name, value) for name, value in _table(settings, "extract").items()},
        filters=(*_filters(settings, "skip"), *_filters(settings, "keep")),
        null_words=_names(settings, "null_words"),
        hints=_hints(_table(settings, "file")),
        cannot_know={
            lang: _as_names(v, "cannot_know") for lang, v in _table(settings, "cannot_know").items()
        },
        from_feed=settings.get("from_feed") is True,
    )


def _only_known(settings: Settings, part: str) -> None:
    for name in settings:
        if name not in KNOWN[part]:
            raise UnusableMappingError(
                say(
                    "The mapping has a setting “{name}” that is not known; in this place there can be: "
                    "{known}."
                ),
                name=f"{part}.{name}" if part else name,
                known=", ".join(KNOWN[part]),
            )


def _table(settings: Settings, name: str) -> Settings:
    value = settings.get(name, {})
    if not isinstance(value, Mapping):
        raise UnusableMappingError(say("The setting “{name}” must be a table."), name=name)
    if name in KNOWN:
        _only_known(value, name)
    return value


def _text(settings: Settings, name: str) -> str | None:
    value = settings.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise UnusableMappingError(say("The setting “{name}” must be a text."), name=name)
    return value


def _as_names(value: object, name: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, Iterable) and all(
        isinstance(v, str | int) and not isinstance(v, bool) for v in value
    ):
        return tuple(str(v) for v in value)
    raise UnusableMappingError(say("The setting “{name}” must be a text or a list of texts."), name=name)


def _names(settings: Settings, name: str) -> tuple[str, ...]:
    return _as_names(settings.get(name, ()), name)


def _choice(settings: Settings, name: str) -> Choice | None:
    value = settings.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        return Choice(constant=_meaning(value, name, special=False))
    if not isinstance(value, Mapping) or not (value.get("column") or value.get("constant")):
        raise UnusableMappingError(
            say("The setting “{name}” must be one value, or a table with “column” and “values”."), name=name
        )
    if value.get("constant"):
        return Choice(constant=_meaning(str(value["constant"]), name, special=False))
    meanings = value.get("values", {})
    if not isinstance(meanings, Mapping):
        raise UnusableMappingError(say("The setting “{name}.values” must be a table."), name=name)
    return Choice(
        column=str(value["column"]),
        values={str(word).strip().casefold(): _meaning(str(means), name) for word, means in meanings.items()},
        empty=_meaning(str(value["empty"]), name) if value.get("empty") else None,
        otherwise=_meaning(str(value["otherwise"]), name) if value.get("otherwise") else None,
    )


def _meaning(value: str, name: str, *, special: bool = True) -> str:
    allowed = vocabulary.VALUES_OF_FIELD[name]
    if value in allowed or (special and value in SPECIAL_MEANINGS):
        return value
    raise UnusableMappingError(
        say("“{value}” is not a value of {name}; it can be: {known}."),
        value=value,
        name=name,
        known=", ".join((*allowed, *SPECIAL_MEANINGS) if special else allowed),
    )


def _text_from(settings: Settings, name: str) -> TextFrom | None:
    value = settings.get(name)
    if value is None or value in ("", []):
        return None
    if isinstance(value, Mapping):
        return TextFrom(_as_names(value.get("first_of", ()), name), joined=False)
    return TextFrom(_as_names(value, name))


def _extract(name: str, value: object) -> Extract:
    if not isinstance(value, Mapping) or not value.get("from") or not value.get("pattern"):
        raise UnusableMappingError(say("“extract.{name}” needs “from” and “pattern”."), name=name)
    pattern = str(value["pattern"])
    try:
        groups = len(pl.Series([""]).str.extract_groups(pattern).struct.fields)
    except pl.exceptions.PolarsError as problem:
        first_line = str(problem).splitlines()[0]
        raise UnusableMappingError(
            say("The pattern of “extract.{name}” is wrong: {problem}."), name=name, problem=first_line
        ) from None
    if groups < 1:
        raise UnusableMappingError(
            say("The pattern of “extract.{name}” has no group in brackets."), name=name
        )
    return Extract(_as_names(value["from"], f"extract.{name}"), pattern)


def _when(settings: Settings) -> When:
    start = _text(settings, "datetime") or _text(settings, "date")
    if not start:
        raise UnusableMappingError(
            say("The mapping does not say which column holds the date (“when.datetime” or “when.date”).")
        )
    zone = _text(settings, "time_zone")
    if not zone:
        raise UnusableMappingError(say("The mapping has no “when.time_zone”, such as Europe/Stockholm."))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnusableMappingError(say("There is no time zone called “{zone}”."), zone=zone) from None
    order = _text(settings, "order") or "auto"
    if order not in ("auto", "ymd", "dmy", "mdy"):
        raise UnusableMappingError(
            say("“when.order” can be auto, ymd, dmy or mdy, not “{order}”."), order=order
        )
    epoch = _text(settings, "epoch")
    if epoch not in (None, "seconds", "milliseconds", "excel"):
        raise UnusableMappingError(
            say("“when.epoch” can be seconds, milliseconds or excel, not “{epoch}”."), epoch=epoch
        )
    end = _text(settings, "to") or _text(settings, "to_date")
    return When(
        time_zone=zone,
        start=Moment(start, _text(settings, "time")),
        end=Moment(end, _text(settings, "to_time")) if end else None,
        order=order,
        epoch=epoch,
        midnight_is_unknown=settings.get("midnight_is_unknown") is True,
        year_from=_text(settings, "year_from"),
    )


def _point(settings: Settings) -> Point | None:
    column = _text(settings, "point")
    if column:
        order = _text(settings, "point_order") or "lat lon"
        return Point(column=column, latitude_first=order.split()[0] == "lat")
    x, y = _text(settings, "lon") or _text(settings, "x"), _text(settings, "lat") or _text(settings, "y")
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


def _where(settings: Settings) -> Where:
    bounds = settings.get("bounds")
    limits: tuple[float, float, float, float] | None = None
    if bounds is not None:
        numbers = [float(b) for b in bounds] if isinstance(bounds, list | tuple) else []
        if len(numbers) != 4 or numbers[0] >= numbers[2] or numbers[1] >= numbers[3]:
            raise UnusableMappingError(say("“where.bounds” must be four numbers: south, west, north, east."))
        limits = (numbers[0], numbers[1], numbers[2], numbers[3])
    missing = _text(settings, "missing") or "import"
    if missing not in ("import", "hold"):
        raise UnusableMappingError(
            say("“where.missing” can be import or hold, not “{value}”."), value=missing
        )
    fallback = settings.get("fallback", {})
    if not isinstance(fallback, Mapping):
        raise UnusableMappingError(say("The setting “{name}” must be a table."), name="where.fallback")
    _only_known(fallback, "where.fallback")
    return Where(
        point=_point(settings),
        fallback=_point(fallback),
        precision=_choice(settings, "precision"),
        area=_text_from(settings, "area"),
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
        given = _as_names(value.get(name, ()), f"victims.fatal.{name}")
        return tuple(word.strip().casefold() for word in given) or usual

    return Flag(str(value["column"]), words("yes", vocabulary.YES), words("no", vocabulary.NO))


def _victims(settings: Settings, whole: Settings) -> Victims:
    rows = settings.get("rows") is True
    hours = settings.get("max_hours", 24)
    if not isinstance(hours, int | float) or hours <= 0:
        raise UnusableMappingError(say("“victims.max_hours” must be a number above zero."))
    return Victims(
        rows=rows,
        fold_by=_names(settings, "fold_by") or (_names(whole, "reference") if rows else ()),
        same_event=_names(settings, "same_event"),
        max_hours=float(hours),
        fatal=_flag(settings.get("fatal")),
        injury=_choice(settings, "injury"),
        counts={name: _names(settings, name) for name in COUNT_FIELDS if settings.get(name)},
        total=_text(settings, "total"),
    )


def _filters(settings: Settings, name: str) -> tuple[RowFilter, ...]:
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
            values=tuple(v.casefold() for v in _as_names(g.get("values", ()), name)),
            starts_with=tuple(v.casefold() for v in _as_names(g.get("starts_with", ()), name)),
            keep=name == "keep",
            reason={str(lang): str(text) for lang, text in dict(g.get("reason", {})).items()},
        )
        for g in given
    )


def _hints(settings: Settings) -> FileHints:
    row = settings.get("header_row")
    if row is not None and (not isinstance(row, int) or row < 1):
        raise UnusableMappingError(say("“file.header_row” must be a row number from 1."))
    separator = _text(settings, "separator")
    if separator is not None and len(separator) != 1:
        raise UnusableMappingError(say("“file.separator” must be one sign."))
    return FileHints(
        _text(settings, "encoding"), separator, row, _text(settings, "sheet"), _text(settings, "records")
    )
