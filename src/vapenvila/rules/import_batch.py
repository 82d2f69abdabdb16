"""What may be done with an import, by where it stands."""

from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say


class BatchStep(StrEnum):
    """Where a batch stands."""

    UPLOADED = "uploaded"
    CHECKED = "checked"
    COMMITTING = "committing"
    COMMITTED = "committed"
    UNDONE = "undone"
    FAILED = "failed"


_S = BatchStep

NEXT_STEPS: dict[BatchStep, frozenset[BatchStep]] = {
    _S.UPLOADED: frozenset({_S.CHECKED, _S.FAILED}),
    _S.CHECKED: frozenset({_S.CHECKED, _S.FAILED, _S.COMMITTING}),
    _S.FAILED: frozenset({_S.CHECKED, _S.FAILED}),
    _S.COMMITTING: frozenset({_S.COMMITTED, _S.COMMITTING}),
    _S.COMMITTED: frozenset({_S.UNDONE}),
    _S.UNDONE: frozenset(),
}


def may_check(step: BatchStep, *, file_kept: bool, job_running: bool) -> Decision:
    """Whether the file may be read (again) with a mapping."""
    if job_running:
        return refuse(say("The file is being worked on. Wait until that is done."))
    if not file_kept:
        return refuse(say("The file has been deleted. Upload it again."))
    if _S.CHECKED not in NEXT_STEPS[step]:
        return refuse(say("The file has been imported already."))
    return allow(say("The file may be checked."))


def may_commit(step: BatchStep, *, incidents: int, file_kept: bool, job_running: bool) -> Decision:
    """Whether what the dry run found may go into the register."""
    if job_running:
        return refuse(say("The file is being worked on. Wait until that is done."))
    if step == _S.COMMITTED:
        return refuse(say("The file has been imported already."))
    if step not in (_S.CHECKED, _S.COMMITTING):
        return refuse(say("Check the file first: nothing is imported unseen."))
    if not file_kept:
        return refuse(say("The file has been deleted. Upload it again."))
    if incidents == 0:
        return refuse(say("No row of the file can be imported. Correct the file or the mapping."))
    return allow(say("The file may be imported."))


def may_undo(step: BatchStep) -> Decision:
    """Whether the batch may be taken out of the register."""
    if step == _S.UNDONE:
        return refuse(say("The batch has been undone already."))
    if step != _S.COMMITTED:
        return refuse(say("Only a batch that is in the register can be undone."))
    return allow(say("The batch may be undone."))
