"""Clean rows of one incident become the incident."""

from typing import Final

import polars as pl

from vapenvila.web.imports.engine import vocabulary
from vapenvila.web.imports.engine.cleaning import COUNTS
from vapenvila.web.imports.engine.issues import issues_where
from vapenvila.web.imports.engine.mapping import ImportMapping

FIRST_FILLED: Final = ("kind", "weapon", "outcome", "motive", "state", "precision", "area_name", "note")
MUST_AGREE: Final = {"kind": ("kind",), "area_name": ("area_name",), "lat, lon": ("lat", "lon")}


def incidents_of(rows: pl.DataFrame, mapping: ImportMapping) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row per incident from rows with `incident` and `part`; and issues where victims contradict each
    other."""
    label = pl.when(pl.col("part") > 1).then(pl.format("{} ({})", "reference", "part")).otherwise("reference")
    rows = rows.sort("incident", "row").with_columns(label.alias("label"))
    timed = pl.col("timed")
    grouped = rows.group_by("incident", maintain_order=True).agg(
        pl.col("label").min().alias("source_no"),
        pl.col("label").unique().sort().alias("source_nos"),
        pl.coalesce(pl.col("occurred_from").filter(timed).min(), pl.col("occurred_from").min()).alias(
            "occurred_from"
        ),
        pl.coalesce(pl.col("occurred_to").filter(timed).max(), pl.col("occurred_to").max()).alias(
            "occurred_to"
        ),
        *(pl.col(name).drop_nulls().first() for name in FIRST_FILLED),
        pl.col("lat").filter(pl.col("lat").is_not_null() & pl.col("lon").is_not_null()).first(),
        pl.col("lon").filter(pl.col("lat").is_not_null() & pl.col("lon").is_not_null()).first(),
        *(pl.when(pl.col(n).count() > 0).then(pl.col(n).sum()).alias(n) for n in COUNTS),
        *(_different(parts).alias(f"{name}_values") for name, parts in MUST_AGREE.items()),
        pl.col("row").alias("rows"),
    )
    issues = [
        issues_where(
            grouped.with_columns(pl.col("rows").list.first().alias("row")),
            pl.col(f"{name}_values") > 1,
            code="victims_differ",
            column=name,
            value=pl.col("source_no"),
        )
        for name in MUST_AGREE
    ]
    return _completed(grouped, mapping), pl.concat(issues)


def _different(parts: tuple[str, ...]) -> pl.Expr:
    filled = pl.all_horizontal(pl.col(part).is_not_null() for part in parts)
    return pl.struct(parts).filter(filled).n_unique()


def _completed(grouped: pl.DataFrame, mapping: ImportMapping) -> pl.DataFrame:
    injured = pl.sum_horizontal("injured_serious", "injured_slight", "injured_unknown")
    derived = pl.when(pl.col("dead") > 0).then(pl.lit("fatal")).when(injured > 0).then(pl.lit("injured"))
    stated = pl.when(pl.col("outcome") != "unknown").then(pl.col("outcome"))
    pointless = pl.col("lat").is_null()
    area = pl.when(pl.col("area_name").is_not_null()).then(pl.lit("area")).otherwise(pl.lit("unknown"))
    precision = pl.when(pointless & pl.col("precision").is_in(["exact", "block"])).then(area)
    stated_precision = precision.when(pl.col("precision").is_not_null()).then(pl.col("precision"))
    best_precision = stated_precision.when(pointless).then(area).otherwise(pl.lit("exact"))
    usual_weapon = pl.col("kind").replace_strict(
        vocabulary.WEAPON_OF_KIND, default="unknown", return_dtype=pl.String
    )
    return grouped.select(
        pl.lit(mapping.source_system).alias("source_system"),
        "source_no",
        "source_nos",
        "kind",
        "occurred_from",
        "occurred_to",
        pl.lit(mapping.when.time_zone).alias("time_zone"),
        "lat",
        "lon",
        best_precision.alias("precision"),
        "area_name",
        pl.coalesce("state", pl.lit("reported")).alias("state"),
        pl.coalesce("weapon", usual_weapon).alias("weapon"),
        pl.coalesce(stated, derived, pl.lit("unknown")).alias("outcome"),
        pl.coalesce("motive", pl.lit("unknown")).alias("motive"),
        *COUNTS,
        "note",
        "rows",
    )
