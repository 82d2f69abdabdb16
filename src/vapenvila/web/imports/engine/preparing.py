"""From a file and a mapping to normalised incidents beside a report, in bounded memory.

The file is read once and spooled as small Parquet files; each date column is judged from all of its
values; then the
spool is cleaned batch by batch, rows are folded by hashes alone, and incidents are put together a bucket
at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import dates, limits
from vapenvila.web.imports.engine.aggregation import incidents_of
from vapenvila.web.imports.engine.cleaning import Rules, clean, with_mapped_columns
from vapenvila.web.imports.engine.folding import KEY_SCHEMA, Folding, fold_victims, one_incident_a_row
from vapenvila.web.imports.engine.issues import Issue, issue_table
from vapenvila.web.imports.engine.mapping import Bounds, ImportMapping
from vapenvila.web.imports.engine.moments import order_issues, rule_for
from vapenvila.web.imports.engine.places import share_inside
from vapenvila.web.imports.engine.reading import open_table
from vapenvila.web.imports.engine.report import Report
from vapenvila.web.imports.engine.reporting import make_report
from vapenvila.web.imports.engine.sentences import UnreadableFileError, UnusableMappingError, say
from vapenvila.web.imports.engine.spool import Spool
from vapenvila.web.imports.engine.tables import RawTable

MOST: Final = 0.5
BUCKET_INCIDENTS: Final = 50_000
Progress = Callable[[str, int], None]
"""Told the name of the step and the rows done so far."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that has been read, checked and folded; nothing is stored yet."""

    report: Report
    spool: Spool

    def batches(self) -> Iterator[pl.DataFrame]:
        """The normalised incidents, some thousands at a time."""
        yield from self.spool.read("incidents")

    def issues(self) -> Iterator[pl.DataFrame]:
        """Every issue, not only those the report lists."""
        yield from self.spool.read("issues")

    def held_rows(self) -> Iterator[pl.DataFrame]:
        """The rows held back, as they stood in the file."""
        held = self.spool.read_one("held")["row"].implode()
        for raw in self.spool.read("raw"):
            part = raw.filter(pl.col("row").is_in(held))
            if part.height:
                yield part


def _quiet(_step: str, _rows: int) -> None:
    """Tell nobody."""


def prepare(
    path: Path,
    mapping: ImportMapping,
    *,
    now: datetime,
    workspace: Path,
    bounds: Bounds | None = None,
    known_names: tuple[str, ...] = (),
    progress: Progress = _quiet,
) -> Prepared:
    """Read, clean, fold and report; free text is looked through for the known names too.

    Raises UnreadableFileError or UnusableMappingError when the file as a whole is of no use.
    """
    table = open_table(path, mapping.hints)
    check_columns(table, mapping)
    spool = Spool(workspace)
    rows, surveys = _spooled(table, mapping, spool, progress)
    if rows == 0:
        raise UnreadableFileError(say("The file holds a header but no rows."))
    area = _area(spool, mapping, bounds)
    rules = Rules(
        mapping,
        (
            rule_for(mapping.when.start, mapping.when, surveys),
            rule_for(mapping.when.end, mapping.when, surveys) if mapping.when.end else None,
        ),
        area,
        now,
        known_names,
    )
    keys = _cleaned(spool, rules, progress)
    folding = _folded(keys, mapping)
    del keys
    spool.write("issues", folding.issues)
    _write_file_issues(spool, table, mapping, rules)
    _assembled(spool, folding, mapping, progress)
    held = folding.rows.filter("held").select("row")
    spool.write("held", pl.concat([*spool.read("held-batch"), held]))
    return Prepared(make_report(spool, table, rules, folding, rows), spool)


def _area(spool: Spool, mapping: ImportMapping, bounds: Bounds | None) -> Bounds | None:
    """The programme's area, unless the file is clearly about another one: then that is told, and no row is held for it."""
    if bounds is None or mapping.where.bounds is not None or mapping.where.point is None:
        return bounds
    first = with_mapped_columns(next(spool.read("raw")), mapping)
    if share_inside(first, mapping.where, bounds, mapping.when.time_zone) >= MOST:
        return bounds
    spool.write("issues", issue_table([Issue(0, "", "another_area")]))
    return None


def check_columns(table: RawTable, mapping: ImportMapping) -> None:
    """Refuse a mapping that names columns the file lacks, and name them."""
    present = set(table.columns)
    for name, alternatives in mapping.columns.items():
        if present & set(alternatives):
            present.add(name)
    for name, extract in mapping.extract.items():
        if present.issuperset(extract.sources):
            present.add(name)
    missing = [column for column in mapping.used_columns() if column not in present]
    if missing:
        raise UnusableMappingError(
            say("The file has no column {missing}. Its columns are: {columns}."),
            missing=", ".join(f"“{column}”" for column in missing),
            columns=", ".join(table.columns[:60]),
        )


def _spooled(
    table: RawTable, mapping: ImportMapping, spool: Spool, progress: Progress
) -> tuple[int, dict[str, dates.ColumnSurvey]]:
    moments = [moment for moment in (mapping.when.start, mapping.when.end) if moment]
    surveyed = {column for moment in moments for column in (moment.date, moment.time) if column}
    surveys = {column: dates.ColumnSurvey() for column in surveyed}
    rows = 0
    for batch in table.batches:
        spool.write("raw", batch.frame)
        spool.write("raw-issues", batch.issues)
        mapped = with_mapped_columns(batch.frame, mapping)
        for column, survey in surveys.items():
            survey.add(mapped[column])
        rows += batch.frame.height
        progress("read", rows)
    return rows, surveys


def _cleaned(spool: Spool, rules: Rules, progress: Progress) -> pl.DataFrame:
    keys = [pl.DataFrame(schema=KEY_SCHEMA)]
    done = 0
    for raw, found in zip(spool.read("raw"), spool.read("raw-issues"), strict=True):
        batch = clean(raw, found, rules)
        spool.write("clean", batch.rows)
        spool.write("issues", batch.issues)
        spool.write("skipped", batch.skipped)
        spool.write("held-batch", batch.held.to_frame("row"))
        keys.append(batch.keys.cast(KEY_SCHEMA))
        done += raw.height
        progress("check", done)
    return pl.concat(keys)


def _folded(keys: pl.DataFrame, mapping: ImportMapping) -> Folding:
    victims = mapping.victims
    if victims.rows and (victims.fold_by or victims.same_event):
        return fold_victims(keys, max_hours=victims.max_hours)
    if not mapping.reference:
        return _each_row_its_own(keys)
    return one_incident_a_row(keys, ", ".join(mapping.reference))


def _each_row_its_own(keys: pl.DataFrame) -> Folding:
    """Rows without any reference: equal rows are different incidents, numbered within their content."""
    no = pl.lit(value=False)
    rows = keys.select(
        "row",
        pl.int_range(pl.len(), dtype=pl.Int64).alias("incident"),
        (pl.int_range(pl.len(), dtype=pl.UInt32).over("reference") + 1).alias("part"),
        no.alias("skipped"),
        no.alias("held"),
    )
    return Folding(rows, rows.height, issue_table([]))


def _write_file_issues(spool: Spool, table: RawTable, mapping: ImportMapping, rules: Rules) -> None:
    spool.write("issues", issue_table(table.notices))
    for rule in rules.times:
        if rule is not None:
            spool.write("issues", order_issues(rule))
    if not mapping.reference:
        spool.write("issues", issue_table([Issue(0, "", "reference_from_content")]))


def _assembled(spool: Spool, folding: Folding, mapping: ImportMapping, progress: Progress) -> None:
    kept = folding.rows.filter(~pl.col("skipped") & ~pl.col("held")).select("row", "incident", "part")
    buckets = folding.incidents // BUCKET_INCIDENTS + 1
    done = 0
    if buckets > 1:
        for rows in spool.read("clean"):
            numbered = rows.join(kept, on="row", how="inner")
            for (bucket,), part in numbered.group_by(pl.col("incident") // BUCKET_INCIDENTS):
                spool.write(f"bucket-{bucket}", part)
    for bucket in range(buckets):
        parts = spool.read(f"bucket-{bucket}") if buckets > 1 else (
            rows.join(kept, on="row", how="inner") for rows in spool.read("clean")
        )  # fmt: skip
        collected = list(parts)
        if not collected:
            continue
        incidents, issues = incidents_of(pl.concat(collected), mapping)
        spool.write("issues", issues)
        for start in range(0, incidents.height, limits.BATCH_ROWS):
            spool.write("incidents", incidents.slice(start, limits.BATCH_ROWS))
        done += incidents.height
        progress("fold", done)
