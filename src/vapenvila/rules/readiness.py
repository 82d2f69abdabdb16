"""Before a programme holds one real person: six things are done and on record (acceptance S27, BDL 3:7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say


class Readiness(StrEnum):
    """What must be in place."""

    IMPACT_ASSESSMENT = "impact_assessment"
    EQUALITY_ASSESSMENT = "equality_assessment"
    RETENTION_POLICY = "retention_policy"
    LEGAL_PROFILE = "legal_profile"
    LEAK_SELF_TEST = "leak_self_test"
    RESTORE_DRILL = "restore_drill"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: its name, what it is, and after how long it must be done again (None = it stays)."""

    name: Sentence
    what: Sentence
    good_for: timedelta | None


ITEMS: dict[Readiness, Item] = {
    Readiness.IMPACT_ASSESSMENT: Item(
        say("Impact assessment"),
        say(
            "Each agency has assessed what the register does to those in it, and asked the supervisory body if need be."
        ),
        timedelta(days=730),
    ),
    Readiness.EQUALITY_ASSESSMENT: Item(
        say("Equality assessment"),
        say(
            "It has been looked into whether the work hits some people harder than others, and what is done about it."
        ),
        timedelta(days=730),
    ),
    Readiness.RETENTION_POLICY: Item(
        say("Retention policy"),
        say("Each agency has decided how long its records live, never longer than the law lets them."),
        None,
    ),
    Readiness.LEGAL_PROFILE: Item(
        say("Verified legal profile"),
        say("A lawyer of each agency has gone through the legal grounds and said which may be used."),
        timedelta(days=365),
    ),
    Readiness.LEAK_SELF_TEST: Item(
        say("Leak self-test"),
        say("The self-test of the wall has been run on this installation and found no leak."),
        timedelta(days=90),
    ),
    Readiness.RESTORE_DRILL: Item(
        say("Restore drill"),
        say("A backup has been restored elsewhere, with its keys, and compared."),
        timedelta(days=180),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessFacts:
    """A programme: whether it is made up, and when each thing was done last."""

    made_up: bool
    done_on: dict[Readiness, date]


def missing(facts: ReadinessFacts, *, today: date) -> tuple[Readiness, ...]:
    """What is not in place, or was done too long ago, in the order of the list."""
    return tuple(item for item in Readiness if not _holds(item, facts.done_on.get(item), today))


def may_enter_real_persons(facts: ReadinessFacts, *, today: date) -> Decision:
    """Whether persons may be registered, by hand or by import."""
    if facts.made_up:
        return allow(say("This city is made up: its persons are too."))
    if missing(facts, today=today):
        return refuse(
            say(
                "No person may be registered yet: the programme is not ready. The project leader sees under Readiness"
                " what is missing."
            )
        )
    return allow(say("Everything that must be in place before persons are registered is on record."))


def may_record_readiness(*, done_on: date, reference: str, today: date) -> Decision:
    """Whether one thing may be put on record as done."""
    if done_on > today:
        return refuse(say("The day lies in the future."))
    if not reference.strip():
        return refuse(say("Say where the document is kept: case number, link or folder."))
    return allow(say("It may be put on record."))


def _holds(item: Readiness, done: date | None, today: date) -> bool:
    if done is None or done > today:
        return False
    good_for = ITEMS[item].good_for
    return good_for is None or today <= done + good_for
