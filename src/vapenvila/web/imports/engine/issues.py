"""What can be wrong with a row: every kind of issue, its severity and its sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from vapenvila.web.imports.engine.sentences import say

Severity = Literal["error", "warning", "info"]

ISSUE_SCHEMA: Final = pl.Schema(
    {
        "row": pl.UInt32(),
        "column": pl.String(),
        "code": pl.String(),
        "value": pl.String(),
        "detail": pl.String(),
    }
)


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One kind of issue: what it does to the row and what is said about it."""

    severity: Severity
    template: str


def _error(template: str) -> IssueKind:
    return IssueKind("error", template)


def _warning(template: str) -> IssueKind:
    return IssueKind("warning", template)


def _info(template: str) -> IssueKind:
    return IssueKind("info", template)


ISSUE_KINDS: Final[Mapping[str, IssueKind]] = {
    # the row as such
    "row_too_long": _error(say("The row has more cells than the header has columns ({detail}).")),
    "row_too_short": _error(say("The row has fewer cells than the header has columns ({detail}).")),
    "cell_too_long": _error(
        say("The cell in {column} holds {detail} characters; at most 32,000 are accepted.")
    ),
    "not_a_record": _error(say("This element is not a record with named values, but {detail}.")),
    "formula_without_value": _error(
        say(
            "Cell {detail} in {column} holds a formula without a stored value; formulas are never evaluated. "
            "Open the file in a spreadsheet, save it, or replace the formula by its value."
        )
    ),
    "formula_error": _error(say("Cell {detail} in {column} holds the spreadsheet error {value}.")),
    "formula_value": _info(say("{column} holds formulas; their stored values were used ({detail} cells).")),
    # date and time
    "date_missing": _error(say("{column} is empty: an incident needs a date.")),
    "date_unreadable": _error(say("“{value}” in {column} cannot be read as a date.")),
    "date_impossible": _error(say("“{value}” in {column} is not a day in the calendar.")),
    "date_too_early": _error(say("“{value}” in {column} lies before 1950.")),
    "date_in_future": _error(say("“{value}” in {column} lies in the future.")),
    "date_order_mixed": _error(
        say(
            "“{value}” in {column} can be read day first and month first, and the column mixes both orders. "
            "Write the date as year-month-day."
        )
    ),
    "date_order_assumed_dmy": _warning(
        say(
            "Every date in {column} can be read both day first and month first; it was read day first. "
            "State the order in the mapping if that is wrong."
        )
    ),
    "date_order_assumed_mdy": _warning(
        say(
            "Every date in {column} can be read both day first and month first; it was read month first. "
            "State the order in the mapping if that is wrong."
        )
    ),
    "date_order_found_dmy": _info(
        say("Dates in {column} were read day first; that follows from the values of the column.")
    ),
    "date_order_found_mdy": _info(
        say("Dates in {column} were read month first; that follows from the values of the column.")
    ),
    "time_unreadable": _error(say("“{value}” in {column} cannot be read as a time of day.")),
    "time_missing": _info(say("{column} is empty: the incident is kept as happening some time that day.")),
    "interval_backwards": _error(say("The incident ends ({detail}) before it starts ({value}).")),
    "interval_long": _warning(say("The incident spans more than 31 days ({value} to {detail}).")),
    "time_in_gap": _warning(
        say(
            "“{value}” in {column} does not exist: the clock was moved forward that night. It was read as if "
            "the clock had not been moved."
        )
    ),
    "time_twice": _warning(
        say(
            "“{value}” in {column} happened twice, because the clock was moved back that night. It is "
            "kept as "
            "the interval that holds both."
        )
    ),
    # place
    "coordinate_unreadable": _error(say("“{value}” in {column} cannot be read as a coordinate.")),
    "coordinate_incomplete": _warning(
        say("Only one of the two coordinates is filled in; the place is left open.")
    ),
    "coordinate_zero": _warning(
        say("The coordinates are 0, 0, which is in the sea; the place is left open.")
    ),
    "coordinates_swapped": _error(
        say(
            "Latitude and longitude look swapped ({value}): the point lies outside the programme’s area, but "
            "inside it when they change places. Swap them in the mapping."
        )
    ),
    "outside_bounds": _error(say("The point {value} lies outside the programme’s area.")),
    "another_area": _warning(
        say(
            "Most points lie outside the programme’s area. Is this the right file? No row is held back for it."
        )
    ),
    "not_on_earth": _error(
        say("{value} is not a place on earth: latitude goes from -90 to 90 and longitude from -180 to 180.")
    ),
    "point_missing": _warning(say("{column} is empty: the incident is imported without a point.")),
    "point_from_fallback": _info(
        say("The point was calculated from {column}, since the usual coordinates are empty.")
    ),
    # reference
    "reference_missing": _error(
        say("{column} is empty: without a reference the row cannot be told from others.")
    ),
    "reference_too_long": _error(say("The reference in {column} is longer than 120 characters.")),
    "reference_from_content": _warning(
        say(
            "The file has no reference number. The reference is calculated from the row’s content, so a "
            "row that is "
            "corrected later counts as a new incident."
        )
    ),
    "reference_twice": _error(
        say(
            "“{value}” in {column} stands in row {detail} too, with other content. An incident number "
            "is unique "
            "per source: decide which row is right."
        )
    ),
    "reference_reused": _warning(
        say(
            "“{value}” in {column} is used for events more than {detail} hours apart; they are kept as "
            "separate incidents."
        )
    ),
    "same_event_folded": _info(
        say("Same place and same time as row {value}: counted as one incident ({detail} reference numbers).")
    ),
    "victims_differ": _warning(
        say("Victims of incident “{value}” differ in {column}; the first value was used.")
    ),
    "identical_victims": _info(
        say("The row equals row {detail} in every column; it is counted as another victim.")
    ),
    # victims and categories
    "number_unreadable": _error(say("“{value}” in {column} is not a whole number.")),
    "number_negative": _error(say("“{value}” in {column} is less than zero.")),
    "number_absurd": _error(say("“{value}” victims in {column} cannot be right.")),
    "category_unknown": _error(
        say("“{value}” in {column} has no meaning in the mapping ({detail} rows). Say what it stands for.")
    ),
    "category_assumed": _warning(
        say("“{value}” in {column} has no meaning in the mapping; {detail} was used.")
    ),
    "category_missing": _error(say("{column} is empty, and the mapping does not say what that means.")),
    "flag_unknown": _error(say("“{value}” in {column} is neither yes nor no according to the mapping.")),
    # text
    "text_too_long": _warning(say("The text in {column} was cut at 2,000 characters.")),
    "personal_number": _warning(
        say("The text in {column} looks like it holds a personal number; it will be masked.")
    ),
    "phone_number": _warning(
        say("The text in {column} looks like it holds a phone number; it will be masked.")
    ),
    "person_name": _warning(
        say("The text in {column} seems to name a person. The shared picture names no person: look at it.")
    ),
    # file
    "columns_renamed": _warning(
        say("Two columns are called {column}; the later one is called “{value}” here.")
    ),
    "no_header": _warning(
        say("The file has no header row; the columns are called “column 1”, “column 2” and so on.")
    ),
    "no_final_line_end": _info(
        say("The file does not end with a line break; check that the last row is whole.")
    ),
    "other_sheets": _info(say("The workbook has more sheets ({value}); only “{detail}” was read.")),
}

SKIP_REASONS: Final[Mapping[str, str]] = {
    "identical_row": say("The row equals an earlier row in every column."),
    "empty_row": say("The row is empty."),
    "filtered": say("The mapping leaves out rows with this value in {column}."),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to tell about one row (row 0: about the file or the whole column)."""

    row: int
    column: str
    code: str
    value: str = ""
    detail: str = ""

    @property
    def severity(self) -> Severity:
        """What the issue does: an error holds the row back."""
        return ISSUE_KINDS[self.code].severity

    @property
    def template(self) -> str:
        """The English sentence before its values are put in, for translation."""
        return ISSUE_KINDS[self.code].template

    def sentence(self, template: str | None = None) -> str:
        """The sentence with its values; `template` is the translated one."""
        return (template or self.template).format(column=self.column, value=self.value, detail=self.detail)


def no_issues() -> pl.DataFrame:
    """An empty issue table."""
    return pl.DataFrame(schema=ISSUE_SCHEMA)


def issue_table(issues: Iterable[Issue]) -> pl.DataFrame:
    """The issues as a table with the engine's schema."""
    rows = [(i.row, i.column, i.code, i.value, i.detail) for i in issues]
    return pl.DataFrame(rows, schema=ISSUE_SCHEMA, orient="row")


def issues_where(
    frame: pl.DataFrame,
    condition: pl.Expr,
    *,
    code: str,
    column: str,
    value: pl.Expr | None = None,
    detail: pl.Expr | None = None,
) -> pl.DataFrame:
    """One issue for each row of `frame` (which has a column `row`) that fulfils `condition`."""
    shown = pl.lit("") if value is None else value.cast(pl.String).fill_null("").str.slice(0, 80)
    more = pl.lit("") if detail is None else detail.cast(pl.String).fill_null("")
    return frame.filter(condition).select(
        pl.col("row").cast(pl.UInt32),
        pl.lit(column).alias("column"),
        pl.lit(code).alias("code"),
        shown.alias("value"),
        more.alias("detail"),
    )


def error_codes() -> list[str]:
    """The codes that hold a row back."""
    return [code for code, kind in ISSUE_KINDS.items() if kind.severity == "error"]
