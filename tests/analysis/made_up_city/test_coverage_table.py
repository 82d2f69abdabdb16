"""The table of what intervals hold, as committed: 500 histories a row, and a reason beside each row that lies outside."""

import json
from typing import Any

from bench.coverage.remarks import LEAST, MOST, remark
from bench.kept import RESULTS

ROWS = json.loads((RESULTS / "coverage.json").read_text(encoding="utf-8"))["rows"]
HELD = [row for row in ROWS if row["held"] is not None]


def said(row: dict[str, Any]) -> str:
    share, low, high = row["held"]
    return remark(row["estimator"], row["setting"], (share, low, high))


def test_each_row_was_measured_on_enough_histories() -> None:
    assert len(HELD) > 60
    assert [row["estimator"] for row in ROWS if row["histories"] < 500] == []


def test_whatever_lies_outside_beyond_chance_has_its_reason_beside_it() -> None:
    outside = [row for row in HELD if row["held"][1] > MOST or row["held"][2] < LEAST]
    assert outside, "the monitor alone lies above, by what it promises"
    assert [f"{row['estimator']}, {row['setting']}" for row in outside if ": " not in said(row)] == []


def test_none_holds_less_than_promised_but_two_totals_where_shootings_answer_one_another() -> None:
    below = {(row["estimator"], row["setting"].split(",")[0]) for row in HELD if row["held"][2] < LEAST}
    assert {setting for _estimator, setting in below} <= {"chains"}
    by_month = {row["estimator"] for row in HELD if "by month" in row["estimator"]}
    for estimator, _setting in below:
        begins = estimator.split(",")[0].removesuffix(" beside it")
        assert any(one.startswith(begins) for one in by_month), f"{estimator} has no way beside it that holds"
