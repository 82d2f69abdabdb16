"""The analysis of a programme in the database: the same that the page shows, under the same rights and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from vapenvila.analysis.wording import Language
from vapenvila.cli.answers import print_json
from vapenvila.cli.open_site import open_site
from vapenvila.cli.problem_report.reading import day_of
from vapenvila.cli.progress import progress
from vapenvila.cli.user_error import UserError
from vapenvila.rules.problem_analysis import AnalysisWish

YEARS = 3


@dataclass(frozen=True, slots=True)
class Copy:
    """The file that is wanted, what for and for whom."""

    out: Path | None
    purpose: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which programme, who stands for it, and the number of one made before or None for a new one."""

    programme: str
    by: str
    number: int | None
    copy: Copy


def typed(
    days: tuple[date | None, date | None],
    counted: tuple[int | None, str, str],
    files: Mapping[str, Path],
    mapping: Path | None,
) -> AnalysisWish:
    """Whole years out of the days, the last three where none are named. Raises UserError for a year in part, and for
    tables, since a programme has its own."""
    if files or mapping is not None:
        raise UserError("Give --programme, or tables with --mapping: not both.")
    first, last = days
    if first is not None and (first.month, first.day) != (1, 1):
        raise UserError(f"--first is {first}; of a programme whole years are analysed, so it is a 1 January.")
    if last is not None and (last.month, last.day) != (12, 31):
        raise UserError(f"--last is {last}; of a programme whole years are analysed, so it is a 31 December.")
    last_year = last.year if last else datetime.now(UTC).year - 1
    return AnalysisWish(
        first_year=first.year if first else last_year - YEARS + 1,
        last_year=last_year,
        population=counted[0],
        population_on=day_of(counted[1], "--population-date") if counted[1] else None,
        population_source=counted[2],
    )


def tell_of(asked: Asked, wish: AnalysisWish, as_json: bool, language: Language) -> None:
    """Make it, or open the one of this number; write the copy; print what was found."""
    if not asked.programme or not asked.by:
        raise UserError("An analysis of a programme needs --programme and --by: somebody stands for it.")
    copy = asked.copy
    site: Any = open_site("vapenvila.web.problem_analysis.unattended")
    ordered = site.Ordered(
        programme=asked.programme,
        by=asked.by,
        number=asked.number,
        wish=wish,
        out=copy.out,
        purpose=copy.purpose,
        recipient=copy.recipient,
        language=language,
    )
    try:
        with progress("Reading") as tell:
            found = site.analyse(ordered, tell=tell)
    except site.NotMade as problem:
        raise UserError(str(problem)) from None
    if as_json:
        print_json(found)
        return
    for line in found["said"]:
        print(line)
    print(f"{found['number']}" + (f": {copy.out} ({found['export']})" if copy.out else ""))
