"""Coordinates: read, projected, and checked against the programme's area. A doubtful point is never
quietly kept."""

from importlib import resources
from typing import Final

import numpy as np
import polars as pl

from vapenvila.web.imports.engine.issues import issues_where
from vapenvila.web.imports.engine.mapping import Bounds, Point, Where
from vapenvila.web.imports.engine.projections import geographic_from

WKT: Final = r"(?i)POINT\s*Z?\s*\(\s*(-?[\d.]+(?:[eE][+-]?\d+)?)[\s,]+(-?[\d.]+(?:[eE][+-]?\d+)?)"
GEOJSON: Final = r"coordinates\W+\[?\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)"
PAIR: Final = r"(-?\d{1,3}(?:\.\d+)?)\s*°?\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*\)?\s*$"
NEAR_LATITUDE: Final = 12.0
NEAR_LONGITUDE: Final = 20.0


def read_places(
    frame: pl.DataFrame, where: Where, *, bounds: Bounds | None, time_zone: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Columns `row`, `lat`, `lon` (null when open), and the issues found."""
    if where.point is None:
        empty = pl.lit(None, dtype=pl.Float64)
        return frame.select("row", empty.alias("lat"), empty.alias("lon")), frame.head(0).pipe(_none)
    table = _coordinates(frame, where.point)
    if where.fallback is not None:
        table = _with_fallback(table, frame, where.fallback)
    else:
        table = table.with_columns(pl.lit(value=False).alias("helped"))
    if where.swap:
        table = table.rename({"lat": "lon", "lon": "lat"})
    label = _label(where.point)
    issues, table = _checked(table, label, where.bounds or bounds, time_zone, where)
    return table.select("row", "lat", "lon"), issues


def share_inside(frame: pl.DataFrame, where: Where, bounds: Bounds, time_zone: str) -> float:
    """The share of located rows inside the area, also when latitude and longitude have changed places."""
    places, _issues = read_places(frame, where, bounds=None, time_zone=time_zone)
    located = places.filter(pl.col("lat").is_not_null() & pl.col("lon").is_not_null())
    lat, lon = pl.col("lat"), pl.col("lon")
    inside = located.filter(_inside(lat, lon, bounds) | _inside(lon, lat, bounds))
    return inside.height / located.height if located.height else 1.0


def _none(frame: pl.DataFrame) -> pl.DataFrame:
    return issues_where(frame, pl.lit(value=False), code="point_missing", column="")


def _label(point: Point) -> str:
    return point.column or f"{point.y} / {point.x}"


def _decimal(column: pl.Expr) -> pl.Expr:
    text = column.str.replace_all(r"[\s°\u{a0}]", "").str.replace("−", "-", literal=True)
    comma = text.str.contains(",", literal=True) & ~text.str.contains(".", literal=True)
    plain = (
        pl.when(comma).then(text.str.replace(",", ".", literal=True)).otherwise(text.str.replace_all(",", ""))
    )
    number = plain.cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def _coordinates(frame: pl.DataFrame, point: Point) -> pl.DataFrame:
    """`lat`, `lon`, whether anything was `written`, whether one was left out (`half`), and which text was
    `unread`."""
    if point.column:
        return _from_text(frame, point)
    x, y = pl.col(str(point.x)), pl.col(str(point.y))
    table = frame.select(
        "row", x.alias("x_text"), y.alias("y_text"), _decimal(x).alias("x"), _decimal(y).alias("y")
    )
    unread_x = pl.col("x_text").is_not_null() & pl.col("x").is_null()
    unread_y = pl.col("y_text").is_not_null() & pl.col("y").is_null()
    table = table.with_columns(
        pl.when(unread_x).then("x_text").when(unread_y).then("y_text").alias("unread"),
        (pl.col("x_text").is_null() != pl.col("y_text").is_null()).alias("half"),
        (pl.col("x_text").is_not_null() | pl.col("y_text").is_not_null()).alias("written"),
        ((pl.col("x").abs() < 1e-6) & (pl.col("y").abs() < 1e-6)).fill_null(value=False).alias("zero"),
    )
    return _projected(table, point.epsg)


def _projected(table: pl.DataFrame, epsg: int) -> pl.DataFrame:
    whole = pl.col("x").is_not_null() & pl.col("y").is_not_null() & ~pl.col("zero")
    x = table.select(pl.when(whole).then("x")).to_series().to_numpy().astype(np.float64)
    y = table.select(pl.when(whole).then("y")).to_series().to_numpy().astype(np.float64)
    with np.errstate(all="ignore"):
        lat, lon = geographic_from(epsg)(x, y)
    places = pl.DataFrame({"lat": lat, "lon": lon}).select(pl.when(pl.all().is_finite()).then(pl.all()))
    return table.select("row", "unread", "half", "written", "zero").hstack(places)


def _from_text(frame: pl.DataFrame, point: Point) -> pl.DataFrame:
    text = pl.col(str(point.column))
    groups = [
        pl.coalesce(text.str.extract(WKT, i), text.str.extract(GEOJSON, i)).cast(pl.Float64, strict=False)
        for i in (1, 2)
    ]
    pair = [text.str.extract(PAIR, i).cast(pl.Float64, strict=False) for i in (1, 2)]
    first, second = (pair[0], pair[1]) if point.latitude_first else (pair[1], pair[0])
    table = frame.select(
        "row",
        text.alias("text"),
        pl.coalesce(groups[1], first).alias("lat"),
        pl.coalesce(groups[0], second).alias("lon"),
    )
    nothing = pl.col("text").is_null() | pl.col("text").str.contains(r"(?i)^(POINT\s*)?(EMPTY|\(\s*,?\s*\))$")
    table = table.with_columns(nothing.alias("nothing"))
    unread = ~pl.col("nothing") & pl.col("lat").is_null()
    zero = ((pl.col("lat").abs() < 1e-6) & (pl.col("lon").abs() < 1e-6)).fill_null(value=False)
    return table.select(
        "row",
        pl.when(unread).then("text").alias("unread"),
        pl.lit(value=False).alias("half"),
        (~pl.col("nothing")).alias("written"),
        zero.alias("zero"),
        pl.when(~zero).then("lat").alias("lat"),
        pl.when(~zero).then("lon").alias("lon"),
    )


def _with_fallback(table: pl.DataFrame, frame: pl.DataFrame, point: Point) -> pl.DataFrame:
    other = _coordinates(frame, point)
    helped = pl.col("lat").is_null() & pl.col("unread").is_null() & pl.col("lat_other").is_not_null()
    joined = table.hstack(other.select(pl.exclude("row").name.suffix("_other")))
    return joined.with_columns(helped.alias("helped")).with_columns(
        pl.when("helped").then("lat_other").otherwise("lat").alias("lat"),
        pl.when("helped").then("lon_other").otherwise("lon").alias("lon"),
        (pl.col("half") & ~pl.col("helped")).alias("half"),
        (pl.col("zero") & ~pl.col("helped")).alias("zero"),
        (pl.col("written") | pl.col("helped")).alias("written"),
    )


def _inside(lat: pl.Expr, lon: pl.Expr, bounds: Bounds) -> pl.Expr:
    south, west, north, east = bounds
    return lat.is_between(south, north) & lon.is_between(west, east)


def _checked(
    table: pl.DataFrame, label: str, bounds: Bounds | None, time_zone: str, where: Where
) -> tuple[pl.DataFrame, pl.DataFrame]:
    lat, lon = pl.col("lat"), pl.col("lon")
    shown = pl.concat_str(lat.round(5), pl.lit(", "), lon.round(5))
    on_earth = (lat.abs() <= 90) & (lon.abs() <= 180)
    near = bounds or neighbourhood(time_zone)
    there = lat.is_not_null() & lon.is_not_null()
    swapped = pl.lit(value=False)
    if near is not None:
        swapped = there & ~_inside(lat, lon, near) & _inside(lon, lat, near)
    outside = there & on_earth & ~swapped & (~_inside(lat, lon, bounds) if bounds else pl.lit(value=False))
    open_place = ~pl.col("written") & lat.is_null()
    found = [
        issues_where(
            table,
            pl.col("unread").is_not_null(),
            code="coordinate_unreadable",
            column=label,
            value=pl.col("unread"),
        ),
        issues_where(
            table, pl.col("half") & pl.col("unread").is_null(), code="coordinate_incomplete", column=label
        ),
        issues_where(table, pl.col("zero"), code="coordinate_zero", column=label),
        issues_where(table, swapped, code="coordinates_swapped", column=label, value=shown),
        issues_where(table, there & ~on_earth & ~swapped, code="not_on_earth", column=label, value=shown),
        issues_where(table, outside, code="outside_bounds", column=label, value=shown),
        issues_where(table, open_place, code="point_missing", column=label),
    ]
    if where.fallback is not None:
        found.append(
            issues_where(table, pl.col("helped"), code="point_from_fallback", column=_label(where.fallback))
        )
    whole = there & on_earth
    kept = table.with_columns(pl.when(whole).then(lat).alias("lat"), pl.when(whole).then(lon).alias("lon"))
    return pl.concat(found), kept


def neighbourhood(time_zone: str) -> Bounds | None:
    """A wide frame around the time zone's city, good enough to see that two coordinates changed places."""
    try:
        table = resources.files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text(encoding="utf-8")
    except (FileNotFoundError, ModuleNotFoundError):
        return None
    line = next((row for row in table.splitlines() if row.split("\t")[2:3] == [time_zone]), None)
    if line is None:
        return _neighbourhood_of_alias(time_zone)
    latitude, longitude = _iso6709(line.split("\t")[1])
    return (
        latitude - NEAR_LATITUDE,
        longitude - NEAR_LONGITUDE,
        latitude + NEAR_LATITUDE,
        longitude + NEAR_LONGITUDE,
    )


def _neighbourhood_of_alias(time_zone: str) -> Bounds | None:
    known = {"Europe/Stockholm": (59.3, 18.0), "Europe/Oslo": (59.9, 10.7), "Europe/Copenhagen": (55.7, 12.6)}
    if time_zone not in known:
        return None
    latitude, longitude = known[time_zone]
    return (
        latitude - NEAR_LATITUDE,
        longitude - NEAR_LONGITUDE,
        latitude + NEAR_LATITUDE,
        longitude + NEAR_LONGITUDE,
    )


def _iso6709(text: str) -> tuple[float, float]:
    split = max(text.rfind("+"), text.rfind("-"))
    return _degrees(text[:split], 2), _degrees(text[split:], 3)


def _degrees(text: str, whole: int) -> float:
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].ljust(whole + 4, "0")
    return sign * (
        int(digits[:whole]) + int(digits[whole : whole + 2]) / 60 + int(digits[whole + 2 : whole + 4]) / 3600
    )
