"""Who may answer which question in the review. The table answers together; facts of the register are set by who keeps it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may


class Answer(StrEnum):
    """A question the review answers about a point of its agenda."""

    VICTIM = "victim"
    OFFENDER = "offender"
    MOTIVE = "motive"
    CONFLICT = "conflict"
    CONTACTS = "contacts"
    STANCE = "stance"
    NOTE = "note"


RIGHT_TO_ANSWER: dict[Answer, Right] = {
    Answer.VICTIM: Right.TAKE_PART_IN_REVIEW,
    Answer.OFFENDER: Right.TAKE_PART_IN_REVIEW,
    Answer.MOTIVE: Right.RECORD_INCIDENTS,  # a fact of the register, as on the incident's own page
    Answer.CONFLICT: Right.TAKE_PART_IN_REVIEW,
    Answer.CONTACTS: Right.TAKE_PART_IN_REVIEW,
    Answer.STANCE: Right.TAKE_PART_IN_REVIEW,
    Answer.NOTE: Right.TAKE_PART_IN_REVIEW,
}


def may_answer(reader: Reader, question: Answer, programme: UUID, *, today: date) -> Decision:
    """Whether the reader may write down the answer to this question at the meeting."""
    takes_part = may(reader, Right.TAKE_PART_IN_REVIEW, programme, today=today)
    if not takes_part:
        return takes_part
    if not may(reader, RIGHT_TO_ANSWER[question], programme, today=today):
        return refuse(
            say(
                "This is a fact of the register. Say at the table what you know: "
                "whoever records incidents or leads the review sets it."
            )
        )
    return allow(say("You take part in the review and may write this down."))
