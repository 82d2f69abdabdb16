"""What may be done with an import at each step."""

import pytest

from vapenvila.rules.import_batch import NEXT_STEPS, BatchStep, may_check, may_commit, may_undo

READY = {"file_kept": True, "job_running": False}


@pytest.mark.parametrize("step", BatchStep)
def test_a_file_is_checked_again_until_it_goes_into_the_register(step: BatchStep) -> None:
    may = {BatchStep.UPLOADED, BatchStep.CHECKED, BatchStep.FAILED}
    assert bool(may_check(step, **READY)) is (step in may)


def test_a_file_that_is_gone_or_being_worked_on_is_not_checked() -> None:
    assert "Upload it again" in may_check(BatchStep.UPLOADED, file_kept=False, job_running=False).reason
    assert "Wait" in may_check(BatchStep.UPLOADED, file_kept=True, job_running=True).reason


@pytest.mark.parametrize("step", BatchStep)
def test_only_what_has_been_looked_at_is_imported_and_a_cut_off_import_may_go_on(step: BatchStep) -> None:
    may = {BatchStep.CHECKED, BatchStep.COMMITTING}
    assert bool(may_commit(step, incidents=1, **READY)) is (step in may)


@pytest.mark.parametrize(
    ("step", "incidents", "file_kept", "job_running", "words"),
    [
        (BatchStep.CHECKED, 1, True, True, "Wait"),
        (BatchStep.COMMITTED, 1, True, False, "already"),
        (BatchStep.UPLOADED, 1, True, False, "unseen"),
        (BatchStep.CHECKED, 1, False, False, "Upload it again"),
        (BatchStep.CHECKED, 0, True, False, "No row"),
    ],
)
def test_each_refusal_says_what_to_do(
    step: BatchStep, incidents: int, file_kept: bool, job_running: bool, words: str
) -> None:
    told = may_commit(step, incidents=incidents, file_kept=file_kept, job_running=job_running)
    assert not told
    assert words in told.reason


def test_a_batch_is_undone_once_and_only_from_the_register() -> None:
    assert may_undo(BatchStep.COMMITTED)
    assert "already" in may_undo(BatchStep.UNDONE).reason
    assert "in the register" in may_undo(BatchStep.CHECKED).reason


def test_every_step_has_its_next_steps_and_undone_is_the_end() -> None:
    assert set(NEXT_STEPS) == set(BatchStep)
    assert NEXT_STEPS[BatchStep.UNDONE] == frozenset()
