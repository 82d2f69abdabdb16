"""Growth: a job of one size in a process of its own, and aims on memory judged by what was held."""

import pytest
from bench.growth.__main__ import Taken, factors, judged, row, taken
from bench.growth.jobs import JOBS, Job
from bench.summary.aims import AIMS

JOB = Job("events", 1, (10, 100), lambda n: lambda: n, most_mb=200.0, at=100, linear=True)


def of(size: int, rise: float, peak: float) -> Taken:
    return Taken("job", size, size / 1000, size / 500, rise, peak)


def test_a_rise_below_a_megabyte_counts_as_one() -> None:
    assert factors(of(10, 0.0, 90.0), of(100, 8.0, 98.0))["memory"] == 8.0
    assert factors(of(10, 0.2, 90.0), of(100, 0.4, 90.0))["memory"] == 1.0


@pytest.mark.parametrize(("peak", "verdict"), [(199.0, "met (199)"), (201.0, "not met (201)")])
def test_the_aim_on_memory_is_judged_by_all_that_was_held(peak: float, verdict: str) -> None:
    assert f"≤ 200 MB in all at 100: {verdict}" in judged(JOB, of(10, 1.0, 90.0), of(100, 5.0, peak))


@pytest.mark.parametrize(("rise", "verdict"), [(12.0, "met"), (40.0, "not met")])
def test_memory_that_grows_faster_than_the_input_is_not_met(rise: float, verdict: str) -> None:
    assert judged(JOB, of(10, 1.0, 90.0), of(100, rise, 90.0)).endswith(f"linear in events: {verdict}")


def test_a_job_runs_in_a_process_of_its_own() -> None:
    one = taken("effect", 60)
    assert (one.job, one.size) == ("effect", 60)
    assert one.seconds > 0
    assert one.peak_mb > 50
    assert "10 → 100 events" in row(JOB, of(10, 1.0, 90.0), of(100, 5.0, 95.0))


def test_every_job_has_ten_times_the_input_and_every_growth_of_the_summary_is_measured() -> None:
    assert all(job.sizes[1] == 10 * job.sizes[0] for job in JOBS.values())
    assert {aim.growth for aim in AIMS if aim.growth} == set(JOBS)
