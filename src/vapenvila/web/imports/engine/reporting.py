"""Puts the report together from what lies in the spool."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.cleaning import COUNTS, Rules
from vapenvila.web.imports.engine.folding import Folding
from vapenvila.web.imports.engine.issues import ISSUE_KINDS, Issue
from vapenvila.web.imports.engine.report import IssueCount, Report, SkippedRows
from vapenvila.web.imports.engine.spool import Spool
from vapenvila.web.imports.engine.tables import RawTable

ONCE_PER_VALUE: Final = ("category_unknown", "category_assumed", "flag_unknown")
SEVERITIES: Final = ("error", "warning", "info")
SKIPPED_VALUES_LISTED: Final = 200


def make_report(spool: Spool, table: RawTable, rules: Rules, folding: Folding, rows: int) -> Report:
    """The report on a prepared file."""
    mapping = rules.mapping
    totals = _totals(spool, mapping.when.time_zone)
    copies = int(folding.rows["skipped"].sum())
    filtered = sum(piece.height for piece in spool.read("skipped"))
    held = spool.read_one("held").height
    return Report(
        mapping=mapping.name,
        source_system=mapping.source_system,
        format=table.format,
        encoding=table.encoding,
        separator=table.separator,
        header_row=table.header_row,
        time_zone=mapping.when.time_zone,
        date_orders={
            rule.moment.date: rule.decision.order
            for rule in rules.times
            if rule is not None and rule.decision.certainty != "not needed"
        },
        rows=rows,
        incidents=folding.incidents,
        folded=rows - folding.incidents - filtered - copies - held,
        skipped=filtered + copies,
        held=held,
        issue_counts=_issue_counts(spool),
        issues=_listed(spool),
        skipped_rows=_skipped(spool, rules, copies),
        cannot_know=mapping.cannot_know,
        from_feed=mapping.from_feed,
        columns=table.columns,
        victims=totals.victims,
        fatal_victims=totals.dead,
        by_kind=dict(sorted(totals.kinds.items())),
        first_day=totals.days[0] if totals.days else None,
        last_day=totals.days[-1] if totals.days else None,
    )


@dataclass(slots=True)
class _Totals:
    victims: int = 0
    dead: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    days: list[str] = field(default_factory=list)


def _totals(spool: Spool, zone: str) -> _Totals:
    totals = _Totals()
    for batch in spool.read("incidents"):
        for name in COUNTS:
            people = int(batch[name].fill_null(0).sum())
            totals.victims += people
            totals.dead += people if name == "dead" else 0
        totals.kinds.update(dict(batch["kind"].value_counts().iter_rows()))
        days = batch["occurred_from"].dt.convert_time_zone(zone).dt.date().cast(pl.String)
        totals.days = sorted([*totals.days, str(days.min()), str(days.max())])
    return totals


def _all_issues(spool: Spool) -> pl.LazyFrame:
    severity = {code: kind.severity for code, kind in ISSUE_KINDS.items()}
    return pl.scan_parquet(spool.paths("issues")).with_columns(
        pl.col("code").replace_strict(severity, return_dtype=pl.String).alias("severity")
    )


def _issue_counts(spool: Spool) -> tuple[IssueCount, ...]:
    counted = (
        _all_issues(spool)
        .group_by("code", "column", "severity")
        .agg(pl.len().cast(pl.Int64).alias("rows"))
        .sort("rows", descending=True)
        .collect()
    )
    ordered = sorted(
        counted.iter_rows(named=True), key=lambda c: (SEVERITIES.index(c["severity"]), -c["rows"], c["code"])
    )
    return tuple(IssueCount(c["code"], c["column"], c["severity"], c["rows"]) for c in ordered)


def _listed(spool: Spool) -> tuple[Issue, ...]:
    """The issues the report lists: errors first, unknown values once each with their number of rows."""
    issues = _all_issues(spool)
    once = pl.col("code").is_in(ONCE_PER_VALUE)
    collapsed = (
        issues.filter(once)
        .group_by("column", "code", "value", "detail", "severity")
        .agg(pl.col("row").min(), pl.len().cast(pl.String).alias("count"))
        .with_columns(
            pl.when(pl.col("code") == "category_unknown").then("count").otherwise("detail").alias("detail")
        )
    )
    wanted = ["row", "column", "code", "value", "detail", "severity"]
    both = pl.concat([issues.filter(~once).select(wanted), collapsed.select(wanted)])
    weight = pl.col("severity").replace_strict({s: i for i, s in enumerate(SEVERITIES)}, return_dtype=pl.Int8)
    top = (
        both.with_columns(weight.alias("weight"))
        .bottom_k(limits.ISSUES_IN_REPORT, by=["weight", "row"])
        .collect()
    )
    top = top.sort("weight", "row", "column", "code")
    return tuple(Issue(*row) for row in top.select("row", "column", "code", "value", "detail").iter_rows())


def _skipped(spool: Spool, rules: Rules, copies: int) -> tuple[SkippedRows, ...]:
    result = []
    counted = (
        pl.scan_parquet(spool.paths("skipped"))
        .group_by("filter", "column", "value")
        .agg(pl.len().cast(pl.Int64).alias("rows"))
        .sort("rows", descending=True)
        .head(SKIPPED_VALUES_LISTED)
        .collect()
    )
    for row in counted.iter_rows(named=True):
        reason = rules.mapping.filters[row["filter"]].reason if row["filter"] >= 0 else {}
        result.append(SkippedRows("filtered", row["column"], row["value"], row["rows"], reason))
    if copies:
        result.append(SkippedRows("identical_row", "", "", copies, {}))
    return tuple(result)
