"""Near repeats of shootings in Philadelphia 2015 to 2019: about a third more within a block and two weeks."""

import csv
import gzip

import numpy as np
import pytest

from tests.analysis.real_data import real_data
from vapenvila.analysis.near_repeat import knox_table

FEET_A_DEGREE = 364_567.0


def test_shootings_within_four_hundred_feet_and_two_weeks_are_a_third_more_than_by_chance() -> None:
    """Victims of one day at one place are one incident. Ratcliffe and Rengert (2008) found +33 % in 2003 and 2004."""
    file = real_data(
        "A_incidents", "philadelphia_shooting_victims", "philly_shooting_victims_2015_2019.csv.gz"
    )
    with gzip.open(file, "rt", encoding="utf-8") as text:
        rows = [row for row in csv.DictReader(text) if row["lng"]]
    incidents = sorted({(row["date"][:10].replace("/", "-"), row["lng"], row["lat"]) for row in rows})
    days, lng, lat = zip(*incidents, strict=True)
    x, y = np.array(lng, dtype=float), np.array(lat, dtype=float)
    table = knox_table(
        (x - x.mean()) * np.cos(np.radians(y.mean())) * FEET_A_DEGREE,
        (y - y.mean()) * FEET_A_DEGREE,
        np.array(days, dtype="datetime64[D]"),
        distances=[0, 1, 400],
        days=[0, 15],
        permutations=199,
        seed=1,
    )
    near = table.cells[1]
    assert near.ratio == pytest.approx(1.285, abs=0.06)
    assert near.p_value is not None
    assert near.p_value <= 0.01
