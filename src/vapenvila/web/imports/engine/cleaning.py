"""One batch of raw rows becomes rows of clean fields, with an issue for everything that is doubtful."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import limits, vocabulary
from vapenvila.web.imports.engine.categories import read_choice, read_count, read_flag, read_text
from vapenvila.web.imports.engine.issues import error_codes, issues_where
from vapenvila.web.imports.engine.mapping import Bounds, ImportMapping, RowFilter, TextFrom
from vapenvila.web.imports.engine.moments import ColumnRule, read_interval
from vapenvila.web.imports.engine.places import read_places
from vapenvila.web.imports.engine.privacy import mask_column, names_told

COUNTS: Final = ("dead", "injured_serious", "injured_slight", "injured_unknown")
ERRORS: Final = tuple(error_codes())


@dataclass(frozen=True, slots=True)
class Rules:
    """What was decided for the whole file before its rows are cleaned."""

    mapping: ImportMapping
    times: tuple[ColumnRule, ColumnRule | None]
    bounds: Bounds | None
    now: datetime
    known_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanBatch:
    """Whole rows with their fields and key hashes; the numbers of held rows; skipped rows; issues."""

    rows: pl.DataFrame
    keys: pl.DataFrame
    held: pl.Series
    skipped: pl.DataFrame
    issues: pl.DataFrame


def with_mapped_columns(frame: pl.DataFrame, mapping: ImportMapping) -> pl.DataFrame:
    """The raw rows with renamed and extracted columns added and words for “empty” made empty."""
    present = set(frame.columns)
    renamed = {
        name: next((a for a in alternatives if a in present), None)
        for name, alternatives in mapping.columns.items()
    }
    frame = frame.with_columns(pl.col(old).alias(new) for new, old in renamed.items() if old and new != old)
    for name, extract in mapping.extract.items():
        frame = frame.with_columns(pl.coalesce(extract.sources).str.extract(extract.pattern, 1).alias(name))
    words = [*vocabulary.NULL_WORDS, *(word.casefold() for word in mapping.null_words)]
    used = [column for column in mapping.used_columns() if column in frame.columns]
    return frame.with_columns(
        pl.when(~pl.col(c).str.to_lowercase().is_in(words)).then(pl.col(c)).alias(c) for c in used
    )


def clean(raw: pl.DataFrame, found: pl.DataFrame, rules: Rules) -> CleanBatch:
    """Clean one batch. `found` are the issues the reader already had with these rows."""
    mapping = rules.mapping
    issues = [found]
    frame, skipped = _filtered(with_mapped_columns(raw, mapping), mapping.filters)
    fields, frame, skipped = _categories(frame, skipped, mapping, issues)
    time, more = read_interval(frame, rules.times, mapping.when, now=rules.now)
    issues.append(more)
    place, more = read_places(frame, mapping.where, bounds=rules.bounds, time_zone=mapping.when.time_zone)
    issues.append(more)
    if mapping.where.missing == "hold":
        issues.append(
            issues_where(
                place, pl.col("lat").is_null(), code="category_missing", column=str(mapping.where.point)
            )
        )
    fields |= _texts(frame, rules, issues)
    fields |= _victims(frame, mapping, issues)
    reference = _reference(frame, mapping, issues)
    rows = (
        time.hstack(place.drop("row")).hstack(pl.DataFrame(fields)).with_columns(reference.alias("reference"))
    )
    every = pl.concat(issues)
    skipped_rows = skipped["row"].implode()
    every = every.filter(~pl.col("row").is_in(skipped_rows))
    held = every.filter(pl.col("code").is_in(ERRORS) & (pl.col("row") > 0))["row"].unique().sort()
    whole = ~pl.col("row").is_in(held.implode())
    keys = _keys(frame, rows, mapping).filter(whole)
    return CleanBatch(rows.filter(whole), keys, held, skipped, every)


def _matches(rule: RowFilter) -> pl.Expr:
    word = pl.col(rule.column).str.to_lowercase()
    condition = word.is_in(list(rule.values))
    for start in rule.starts_with:
        condition |= word.str.starts_with(start)
    return condition.fill_null(value=False)


def _filtered(frame: pl.DataFrame, filters: tuple[RowFilter, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
    skipped = _skip_table(frame.head(0), "", 0)
    for number, rule in enumerate(filters):
        out = ~_matches(rule) if rule.keep else _matches(rule)
        skipped = pl.concat([skipped, _skip_table(frame.filter(out), rule.column, number)])
        frame = frame.filter(~out)
    return frame, skipped


def _skip_table(frame: pl.DataFrame, column: str, number: int) -> pl.DataFrame:
    value = pl.col(column) if column else pl.lit(None, pl.String)
    return frame.select(
        "row",
        pl.lit(number, pl.Int32).alias("filter"),
        pl.lit(column).alias("column"),
        value.cast(pl.String).fill_null("").str.slice(0, 80).alias("value"),
    )


def _categories(
    frame: pl.DataFrame, skipped: pl.DataFrame, mapping: ImportMapping, issues: list[pl.DataFrame]
) -> tuple[dict[str, pl.Series], pl.DataFrame, pl.DataFrame]:
    for choice in mapping.choices().values():
        _, skip, _ = read_choice(frame, choice, usual="unknown")
        if skip.any():
            skipped = pl.concat([skipped, _skip_table(frame.filter(skip), str(choice.column), -1)])
            frame = frame.filter(~skip)
    fields: dict[str, pl.Series] = {}
    for name, choice in mapping.choices().items():
        usual = None if name == "kind" else "reported" if name == "state" else "unknown"
        values, _, more = read_choice(frame, choice, usual=usual)
        fields[name] = values
        issues.append(more)
    nothing = pl.Series("nothing", [None], dtype=pl.String).new_from_index(0, frame.height)
    for name in ("kind", "weapon", "outcome", "motive", "state", "precision"):
        fields.setdefault(name, nothing)
    return fields, frame, skipped


def _texts(frame: pl.DataFrame, rules: Rules, issues: list[pl.DataFrame]) -> dict[str, pl.Series]:
    mapping = rules.mapping
    texts: dict[str, pl.Series] = {}
    sources: dict[str, TextFrom | None] = {"area_name": mapping.where.area, "note": mapping.note}
    for name, source in sources.items():
        if source is None:
            texts[name] = pl.Series(name, [None], dtype=pl.String).new_from_index(0, frame.height)
            continue
        text, more = read_text(frame, source)
        issues.append(more)
        columns = ", ".join(source.columns)
        texts[name], more = mask_column(frame["row"], text, columns)
        issues.append(more)
        if name == "note":
            issues.append(names_told(frame["row"], text, columns, rules.known_names))
    return texts


def _victims(frame: pl.DataFrame, mapping: ImportMapping, issues: list[pl.DataFrame]) -> dict[str, pl.Series]:
    victims = mapping.victims
    table = frame.select("row")
    if victims.fatal is not None:
        flag, more = read_flag(frame, victims.fatal)
        table = table.with_columns(flag.alias("flag"))
        issues.append(more)
    injury = pl.lit(None, pl.String)
    if victims.injury is not None:
        values, _, more = read_choice(frame, victims.injury, usual="unknown")
        table = table.with_columns(values.alias("injury"))
        issues.append(more)
        injury = pl.col("injury")
    if victims.fatal is not None:
        injury = pl.when(pl.col("flag")).then(pl.lit("dead")).otherwise(injury)
    if victims.rows:
        named = {
            "dead": "dead",
            "serious": "injured_serious",
            "slight": "injured_slight",
            "unknown": "injured_unknown",
        }
        worst = table.with_columns(injury.fill_null("unknown").alias("worst"))
        counted = worst.select(
            (pl.col("worst") == word).cast(pl.Int64).alias(name) for word, name in named.items()
        )
        return {name: counted[name] for name in COUNTS}
    return _counted(frame, table, mapping, injury, issues)


def _counted(
    frame: pl.DataFrame,
    table: pl.DataFrame,
    mapping: ImportMapping,
    injury: pl.Expr,
    issues: list[pl.DataFrame],
) -> dict[str, pl.Series]:
    counts: dict[str, pl.Series] = {}
    for name in COUNTS:
        total: pl.Series | None = None
        for column in mapping.victims.counts.get(name, ()):
            number, more = read_count(frame, column)
            issues.append(more)
            total = number if total is None else pl.select(pl.sum_horizontal(total, number)).to_series()
        counts[name] = (
            pl.Series(name, [None], dtype=pl.Int64).new_from_index(0, frame.height)
            if total is None
            else total.alias(name)
        )
    if "dead" not in mapping.victims.counts and mapping.victims.fatal is not None:
        counts["dead"] = table.select(
            (injury == "dead").fill_null(value=False).cast(pl.Int64).alias("dead")
        ).to_series()
    if mapping.victims.total:
        number, more = read_count(frame, mapping.victims.total)
        issues.append(more)
        known = pl.DataFrame({**counts, "total": number})
        rest = pl.col("total") - pl.sum_horizontal(pl.col(name).fill_null(0) for name in COUNTS[:3])
        counts["injured_unknown"] = known.select(
            rest.clip(lower_bound=0).alias("injured_unknown")
        ).to_series()
    return counts


def _reference(frame: pl.DataFrame, mapping: ImportMapping, issues: list[pl.DataFrame]) -> pl.Series:
    if not mapping.reference:
        return _content_hash(frame, mapping).to_frame("h").select(pl.format("#{}", pl.col("h"))).to_series()
    names = ", ".join(mapping.reference)
    parts = [pl.col(c).str.replace(r"^(\d+)\.0$", "$1") for c in mapping.reference]
    table = frame.select("row", pl.concat_str(parts, separator="/").alias("reference"))
    missing = pl.col("reference").is_null()
    long = pl.col("reference").str.len_chars() > limits.MAX_REFERENCE_CHARACTERS
    issues.append(issues_where(table, missing, code="reference_missing", column=names))
    issues.append(issues_where(table, long, code="reference_too_long", column=names))
    return table["reference"]


def _content_hash(frame: pl.DataFrame, mapping: ImportMapping) -> pl.Series:
    used = [c for c in mapping.used_columns() if c in frame.columns]
    return frame.select(pl.struct(used).hash(seed=20).alias("content")).to_series()


def _keys(frame: pl.DataFrame, rows: pl.DataFrame, mapping: ImportMapping) -> pl.DataFrame:
    originals = [c for c in frame.columns if c not in ("row", *mapping.extract)]
    by = [c for c in mapping.victims.fold_by if c in frame.columns] if mapping.victims.rows else []
    reference = frame.select(pl.struct(by).hash(seed=1)).to_series() if by else rows["reference"].hash(seed=1)
    event = pl.Series("event", [None], dtype=pl.UInt64).new_from_index(0, frame.height)
    if mapping.victims.same_event:
        same = mapping.victims.same_event
        whole = pl.all_horizontal(pl.col(c).is_not_null() for c in same)
        event = frame.select(pl.when(whole).then(pl.struct(same).hash(seed=2)).alias("event")).to_series()
    return pl.DataFrame(
        {
            "row": frame["row"],
            "reference": reference,
            "event": event,
            "content": frame.select(pl.struct(originals).hash(seed=3)).to_series(),
            "at": rows["occurred_from"].dt.epoch("s"),
        }
    )
