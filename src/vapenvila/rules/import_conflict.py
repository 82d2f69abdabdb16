"""Where a file says otherwise than people have decided: whether the file's value may be taken into the register."""

from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say


class OnConflict(StrEnum):
    """What an import that nobody watches does where the file contradicts what people have decided."""

    LIST = "list"  # the register stays, and the line waits for a decision
    KEEP = "keep"  # the register stays, and that is the decision
    TAKE = "take"  # the file's value goes into the register and its history


# Facts that are true together only: whoever takes one takes what the same file says of the others.
TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"occurred_from", "occurred_to"}),
    frozenset({"place", "area_id", "precision", "latitude", "longitude"}),
    frozenset({"outcome", "dead", "injured_serious", "injured_slight", "injured_unknown"}),
)
STATE = "state"
SHARED_REFERENCE = "source"


def taken_with(field: str) -> frozenset[str]:
    """The facts that are taken with this one, itself included."""
    return next((group for group in TOGETHER if field in group), frozenset({field}))


def may_settle(*, settled: bool) -> Decision:
    """Whether somebody may still decide."""
    if settled:
        return refuse(say("This has been decided already."))
    return allow(say("This waits for a decision."))


def may_take(field: str, *, incident_there: bool, changed_since: bool) -> Decision:
    """Whether the file's value may be taken. What has changed since the import is never overwritten unseen."""
    if field == SHARED_REFERENCE:
        return refuse(
            say(
                "Two incidents of the register share this reference. Merge them in the register, or keep both."
            )
        )
    if not incident_there:
        return refuse(say("The incident is no longer in the register."))
    if changed_since:
        return refuse(
            say("The register has been changed since this import. Look at the incident and change it there.")
        )
    return allow(say("The file's value may be taken."))


def may_take_unseen(field: str) -> bool:
    """Whether a whole import may take this fact without anybody looking; a judgement of state is always a person's."""
    return field not in (STATE, SHARED_REFERENCE)
