"""A registered person's request to an agency: which steps it may take, when it must be answered, and what a decision needs.

Deadlines: GDPR art. 12(3) gives one month from receipt, and two more when the request is complex or there are many, told with
the reason within the first month. For police and probation the law says "without undue delay" (BDL chapter 4); the desk
holds them to the same month, by convention.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say
from vapenvila.rules.retention import months_later
from vapenvila.rules.roles import AgencyKind


class RequestKind(StrEnum):
    """What the person asks for."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    OBJECTION = "objection"
    RESTRICTION = "restriction"
    ERASURE = "erasure"
    NOTICE = "notice"


class RequestState(StrEnum):
    """Where a request stands. Overdue is derived, never stored."""

    RECEIVED = "received"
    IDENTIFIED = "identified"
    DECIDED = "decided"
    SENT = "sent"
    APPEALED = "appealed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class LiftReason(StrEnum):
    """Why a restriction ends: GDPR art. 18(1) names what it is for, and each of those can be over."""

    ASKED = "asked"
    SETTLED = "settled"
    CLAIM_OVER = "claim_over"
    COURT = "court"


class Law(StrEnum):
    """Which law the request stands under: that of the agency it was sent to."""

    GDPR = "gdpr"
    CRIME_DATA = "crime_data"


_S = RequestState

NEXT_STATES: dict[RequestState, frozenset[RequestState]] = {
    _S.RECEIVED: frozenset({_S.IDENTIFIED, _S.DECIDED, _S.WITHDRAWN}),
    _S.IDENTIFIED: frozenset({_S.DECIDED, _S.WITHDRAWN}),
    _S.DECIDED: frozenset({_S.SENT}),
    _S.SENT: frozenset({_S.APPEALED, _S.CLOSED}),
    _S.APPEALED: frozenset({_S.DECIDED, _S.CLOSED}),
    _S.CLOSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}

WAITING = frozenset({_S.RECEIVED, _S.IDENTIFIED, _S.DECIDED})  # the person has no answer yet
MONTHS_TO_ANSWER = 1
MONTHS_MORE = 2
SHORTEST_REASON = 10

# While these are examined the record is set aside: out of lists, search and counts, and used for nothing else.
SETS_ASIDE = frozenset({RequestKind.RECTIFICATION, RequestKind.OBJECTION, RequestKind.RESTRICTION})

# Each names the court an appeal goes to and how long there is; printed with every decision that says no in part or whole.
APPEAL: dict[Law, Sentence] = {
    Law.GDPR: say(
        "You may appeal to the administrative court. Write to the agency that decided within three weeks from the day you "
        "got the decision; it sends your appeal on. You may also complain to the Authority for Privacy Protection (IMY)."
    ),
    Law.CRIME_DATA: say(
        "You may appeal to the administrative court. Write to the agency that decided within three weeks from the day you "
        "got the decision; it sends your appeal on. You may also ask the supervisory authority to check the processing."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What the rules need to know of a request."""

    kind: RequestKind
    state: RequestState
    received_on: date
    extended: bool = False
    identity_checked: bool = False
    outcome: Outcome | None = None
    lifted: bool = False


def law_of(agency: AgencyKind) -> Law:
    """Crime-fighting agencies stand under the crime data act, all others under the GDPR."""
    return Law.CRIME_DATA if agency in (AgencyKind.POLICE, AgencyKind.PROBATION) else Law.GDPR


def answer_by(facts: RequestFacts) -> date:
    """The last day to answer. Weekends do not move it: it is never later than the law allows."""
    months = MONTHS_TO_ANSWER + (MONTHS_MORE if facts.extended else 0)
    return months_later(facts.received_on, months)


def is_late(facts: RequestFacts, *, today: date) -> bool:
    """Whether the answer should have been sent."""
    return facts.state in WAITING and today > answer_by(facts)


def is_set_aside(facts: RequestFacts) -> bool:
    """Whether the person's record is out of sight: while this request is examined, and until a restriction is lifted.

    A restricted record cannot be reviewed, so it runs out by its own review date, long before the closed request does. A
    record whose correction is granted comes back with the decision, since nobody can correct what nobody sees.
    """
    if facts.kind not in SETS_ASIDE or not facts.identity_checked or facts.state is _S.WITHDRAWN:
        return False
    if is_granted_correction(facts):
        return False
    return facts.state is not _S.CLOSED or (is_restricted(facts) and not facts.lifted)


def is_granted_correction(facts: RequestFacts) -> bool:
    """Whether it was decided, in whole or part, that the record is corrected (BDL 4:9, GDPR art. 16)."""
    return facts.kind is RequestKind.RECTIFICATION and facts.outcome in (Outcome.GRANTED, Outcome.PARTLY)


def is_restricted(facts: RequestFacts) -> bool:
    """Whether a restriction was granted, in whole or part (BDL 4:10, GDPR art. 18)."""
    return facts.kind is RequestKind.RESTRICTION and facts.outcome in (Outcome.GRANTED, Outcome.PARTLY)


def may_move(facts: RequestFacts, to: RequestState) -> Decision:
    """Whether the request may take this step."""
    if to not in NEXT_STATES[facts.state]:
        return refuse(say("The request cannot take this step from where it stands."))
    return allow(say("The request may take this step."))


def may_extend(facts: RequestFacts, *, reason: str, today: date) -> Decision:
    """Whether the time to answer may be made longer: once, within the first month, with a reason that is told."""
    if facts.extended:
        return refuse(say("The time has already been made longer. It can be done once."))
    if facts.state not in WAITING:
        return refuse(say("The request has been answered."))
    if today > answer_by(facts):
        return refuse(say("The first month is over: the person had to be told within it. Answer now."))
    if len(reason.strip()) < SHORTEST_REASON:
        return refuse(say("Write why more time is needed. The reason is told to the person."))
    return allow(say("The time may be made longer by two months."))


def may_decide(facts: RequestFacts, outcome: Outcome, *, reason: str, person_named: bool) -> Decision:
    """Whether the request may be decided so. Nothing is granted to somebody whose identity has not been shown."""
    step = may_move(facts, _S.DECIDED)
    if not step:
        return step
    if outcome is not Outcome.REFUSED and not facts.identity_checked:
        return refuse(say("Check first who is asking. Without that the request can only be refused."))
    if outcome is not Outcome.REFUSED and facts.kind is not RequestKind.ACCESS and not person_named:
        return refuse(say("Say first which record the request is about."))
    if outcome is not Outcome.GRANTED and len(reason.strip()) < SHORTEST_REASON:
        return refuse(say("A decision that says no, in part or whole, needs its reason."))
    return allow(say("The request may be decided so."))


def may_be_lifted(facts: RequestFacts, *, in_use: bool) -> Decision:
    """Whether there is a restriction to lift. `in_use`: the record is there and its review is not late."""
    if not is_restricted(facts):
        return refuse(say("No restriction was granted with this request."))
    if facts.lifted:
        return refuse(say("The restriction has been lifted."))
    if facts.state is not _S.CLOSED:
        return refuse(say("Send the answer and close the request first. A restriction is lifted after that."))
    if not in_use:
        return refuse(say("The record is deleted or its review is late: there is nothing to use again."))
    return allow(say("The restriction may be lifted when the person has been told."))


def may_lift(
    facts: RequestFacts, *, words: str, told_on: date, decided_on: date, in_use: bool, today: date
) -> Decision:
    """Whether it may be lifted so: the person is told before (GDPR art. 18(3); directive 2016/680 art. 16(3))."""
    there = may_be_lifted(facts, in_use=in_use)
    if not there:
        return there
    if told_on > today:
        return refuse(say("The person is told before the restriction is lifted. Lift it when that is done."))
    if told_on < decided_on:
        return refuse(say("The person cannot have been told before the restriction was decided."))
    if len(words.strip()) < SHORTEST_REASON:
        return refuse(say("Write what the person was told: why the record is used again."))
    return allow(say("The restriction may be lifted."))
