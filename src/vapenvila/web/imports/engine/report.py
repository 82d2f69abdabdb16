"""What is told about an import before anything is stored: counts that add up, and every issue by row and
column."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from vapenvila.web.imports.engine.issues import Issue


@dataclass(frozen=True, slots=True)
class IssueCount:
    """How many rows have one kind of issue in one column."""

    code: str
    column: str
    severity: str
    rows: int


@dataclass(frozen=True, slots=True)
class SkippedRows:
    """Rows that never become incidents, with the reason (a code, or texts by language from the mapping)."""

    code: str
    column: str
    value: str
    rows: int
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """The dry run. Always: rows = incidents + folded + skipped + held."""

    mapping: str
    source_system: str
    format: str
    encoding: str | None
    separator: str | None
    header_row: int | None
    time_zone: str
    date_orders: Mapping[str, str]
    rows: int
    incidents: int
    folded: int
    skipped: int
    held: int
    victims: int
    fatal_victims: int
    first_day: str | None
    last_day: str | None
    by_kind: Mapping[str, int]
    issue_counts: tuple[IssueCount, ...]
    issues: tuple[Issue, ...]
    skipped_rows: tuple[SkippedRows, ...]
    cannot_know: Mapping[str, tuple[str, ...]]
    from_feed: bool
    columns: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The report as plain values; every issue with its English sentence."""
        plain = asdict(self)
        plain["issues"] = [
            {**asdict(issue), "severity": issue.severity, "message": issue.sentence()}
            for issue in self.issues
        ]
        return plain
