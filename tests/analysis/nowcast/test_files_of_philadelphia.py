"""What the files of Philadelphia, kept as they were twice a month, tell of those that came later."""

from datetime import date

import numpy as np

from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.nowcast import (
    Nowcast,
    nowcast,
    triangle_of_snapshot_counts,
)

# G. C. Taylor and F. R. Ashe (1983), "Second moments of estimates of outstanding claims", Journal of Econometrics 23, 37–61.


def philadelphia(today: date, max_delay: int) -> Nowcast:
    rows = rows_of_file("A_incidents", "philadelphia_shooting_victims", "revisions_halfmonthly_snapshots.csv")
    when, month = (
        np.array([row[name] for row in rows], dtype="datetime64[D]")
        for name in ("snapshot_date", "occurrence_month")
    )
    counts = [int(row["victims_known"]) for row in rows]
    triangle = triangle_of_snapshot_counts(when, month, counts, today=today, max_delay=max_delay)
    return nowcast(triangle, seed=1)


def test_philadelphias_files_were_foreseen() -> None:
    result = philadelphia(date(2025, 1, 2), 6)
    assert (result.today, result.newest.known) == ("2025-01-01", 79)
    assert result.newest.low <= 82 <= result.newest.high  # the file of 2025-01-15 has 82
    newest = result.tested[0]
    assert newest.looks == 24
    assert newest.covered >= 22
    assert newest.error < newest.error_of_reported
    assert abs(newest.bias) < 0.5 * abs(newest.bias_of_reported)


def test_philadelphias_faulty_files_are_told_and_not_taken_for_removals() -> None:
    result = philadelphia(date(2022, 1, 2), 6)
    assert (
        result.faults > 20
    )  # the file of 2020-12-01 lacked some 4 % of all months and the next had them again
    assert any("taken for faults of the file" in said for said in result.warnings())
