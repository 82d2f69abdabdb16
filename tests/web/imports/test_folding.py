"""Rows that are one incident, rows that are not, and that every row is accounted for."""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.web.imports.files import adds_up, incidents, of_rows, settings, told
from vapenvila.web.imports.engine.folding import KEY_SCHEMA, fold_victims

VICTIMS = {"victims": {"rows": True, "fatal": "dead"}}
BY_PLACE = {"victims": {"rows": True, "fatal": "dead", "same_event": ["when", "lat", "lon"]}}


def test_victim_rows_fold_and_victims_are_counted_apart(tmp_path: Path) -> None:
    result = of_rows(
        tmp_path,
        "A,2024-01-05 21:30,55.6,13.0,shot,Y,,",
        "A,2024-01-05 21:30,55.6,13.0,shot,N,,",
        "B,2024-02-05 21:30,55.6,13.0,shot,N,,",
        mapping=settings(**VICTIMS),
    )
    report = result.report
    assert (report.rows, report.incidents, report.folded, report.victims, report.fatal_victims) == (
        3,
        2,
        1,
        3,
        1,
    )
    assert incidents(result)["outcome"].to_list() == ["fatal", "injured"]
    assert incidents(result)["rows"].to_list() == [[2, 3], [4]]


def test_identical_victim_rows_are_different_victims(tmp_path: Path) -> None:
    row = "A,2024-01-05 21:30,55.6,13.0,shot,N,,"
    result = of_rows(tmp_path, row, row, mapping=settings(**VICTIMS))
    assert (result.report.incidents, result.report.victims, result.report.skipped) == (1, 2, 0)
    assert (3, "identical_victims") in told(result)


def test_a_number_used_again_much_later_is_another_incident(tmp_path: Path) -> None:
    result = of_rows(
        tmp_path,
        "A,2024-03-05 21:30,55.6,13.0,shot,N,,",
        "A,2024-01-05 21:30,55.6,13.0,shot,N,,",
        mapping=settings(**VICTIMS),
    )
    assert sorted(incidents(result)["source_no"]) == ["A", "A (2)"]
    assert (2, "reference_reused") in told(result)


def test_same_place_and_time_join_though_the_numbers_differ(tmp_path: Path) -> None:
    result = of_rows(
        tmp_path,
        "B,2024-01-05 21:30,55.6,13.0,shot,N,,",
        "A,2024-01-05 21:30,55.6,13.0,shot,N,,",
        "C,2024-01-05 21:31,55.6,13.0,shot,N,,",
        "D,2024-01-05 21:30,,,shot,N,,",
        "E,2024-01-05 21:30,,,shot,N,,",
        mapping=settings(**BY_PLACE),
    )
    table = incidents(result)
    assert table["source_no"].to_list() == ["A", "C", "D", "E"]  # without a place nothing is joined
    assert table["source_nos"].to_list()[0] == ["A", "B"]
    assert (3, "same_event_folded") in told(result)


def test_a_copy_of_a_row_is_skipped_and_told_when_rows_are_incidents(tmp_path: Path) -> None:
    row = "1,2024-01-05 21:30,55.6,13.0,shot,0,1,x"
    result = of_rows(tmp_path, row, row)
    assert (result.report.incidents, result.report.skipped) == (1, 1)
    assert result.report.skipped_rows[0].code == "identical_row"


@pytest.mark.acceptance("T33")
def test_the_same_number_with_other_content_is_held_back_for_decision(tmp_path: Path) -> None:
    result = of_rows(
        tmp_path, "1,2024-01-05 21:30,55.6,13.0,shot,0,1,x", "1,2024-01-05 21:30,55.6,13.0,shot,0,2,x"
    )
    assert (3, "reference_twice") in told(result)
    assert (result.report.incidents, result.report.held) == (1, 1)
    assert next(result.held_rows())["row"].to_list() == [3]


def test_without_a_reference_equal_rows_stay_separate_incidents(tmp_path: Path) -> None:
    mapping = settings(reference=[])
    row = "1,2024-01-05 21:30,55.6,13.0,shot,0,1,x"
    result = of_rows(tmp_path, row, row, mapping=mapping)
    first, second = incidents(result)["source_no"].to_list()
    assert second == f"{first} (2)"
    assert (0, "reference_from_content") in told(result)


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 5),
            st.one_of(st.none(), st.integers(0, 3)),
            st.integers(0, 4),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_folding_equals_the_obvious_slow_way(rows: list[tuple[int, int | None, int]]) -> None:
    keys = pl.DataFrame(
        [(n, ref, event, n, day * 86_400) for n, (ref, event, day) in enumerate(rows)],
        schema=KEY_SCHEMA,
        orient="row",
    )
    folded = fold_victims(keys, max_hours=24.0).rows
    parent = list(range(len(rows)))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    for ref in {r[0] for r in rows}:
        same = sorted((n for n in range(len(rows)) if rows[n][0] == ref), key=lambda n: (rows[n][2], n))
        for a, b in pairwise(same):
            if rows[b][2] - rows[a][2] <= 1:
                parent[root(b)] = root(a)
    for a in range(len(rows)):
        for b in range(a):
            if rows[a][1] is not None and rows[a][1] == rows[b][1]:
                parent[root(a)] = root(b)
    numbers = dict(folded.select("row", "incident").iter_rows())
    for a in range(len(rows)):
        for b in range(a):
            assert (numbers[a] == numbers[b]) == (root(a) == root(b))


def test_nothing_is_lost_when_everything_is_wrong_at_once(tmp_path: Path) -> None:
    result = of_rows(
        tmp_path,
        "1,2024-01-05 21:30,55.6,13.0,shot,0,1,x",
        "1,2024-01-05 21:30,55.6,13.0,shot,0,1,x",
        ",2024-01-05 21:30,55.6,13.0,shot,0,1,x",
        "3,2024-02-30 21:30,13.0,55.6,shot,0,1,x",
        "4,2024-01-05 21:30,55.6,13.0,thrown,-1,1,x",
        "5,2024-01-05 21:30,55.6,13.0,shot,0,5000,x",
        "6,2024-01-05 21:30,55.6,13.0,shot,zero,1,x",
    )
    assert adds_up(result)
    assert (result.report.incidents, result.report.skipped, result.report.held) == (1, 1, 5)
    assert {"reference_missing", "date_impossible", "coordinates_swapped", "category_unknown", "number_negative",
            "number_absurd", "number_unreadable"} <= {code for _, code in told(result)}  # fmt: skip
