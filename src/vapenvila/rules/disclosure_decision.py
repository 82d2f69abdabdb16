"""Who decides on a disclosure: one person, two different ones, or a named manager."""

from dataclasses import dataclass
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.disclosable_fields import DataClass
from vapenvila.rules.legal_ground import LegalGround


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What the decision is about, who has decided so far, and who the named managers of the giving room are."""

    classes: frozenset[DataClass]
    exit_client: bool
    stopped: bool
    emergency: bool
    deciders: tuple[UUID, ...]
    managers: frozenset[UUID]


def needs_manager(ground: LegalGround, facts: DecisionFacts) -> bool:
    """Contact data, an exit client, a stopped request: a named manager decides, whatever else is said (acceptance S6).

    At danger to life contact data alone go without the manager, and are reviewed the next working day; an exit client's
    never do.
    """
    if facts.exit_client or facts.stopped:
        return True
    return not facts.emergency and (ground.manager or DataClass.CONTACT in facts.classes)


def deciders_needed(ground: LegalGround, facts: DecisionFacts) -> int:
    """How many different people decide. At danger to life one is enough; it is reviewed the next working day."""
    return 1 if facts.emergency else ground.deciders


def may_decide(ground: LegalGround, facts: DecisionFacts, *, by: UUID) -> Decision:
    """Whether this person may put their decision now."""
    if is_decided(ground, facts):
        return refuse(say("It is decided already."))
    if by in facts.deciders:
        return refuse(say("You have decided already. Somebody else decides too."))
    last_place = len(set(facts.deciders)) >= deciders_needed(ground, facts) - 1
    manager_missing = needs_manager(ground, facts) and not set(facts.deciders) & facts.managers
    if manager_missing and last_place and by not in facts.managers:
        return refuse(say("A named manager decides on this. It waits until the manager has decided."))
    return allow(say("You may decide."))


def is_decided(ground: LegalGround, facts: DecisionFacts) -> Decision:
    """Whether enough different people have decided, the named manager among them where one is needed."""
    if needs_manager(ground, facts) and not set(facts.deciders) & facts.managers:
        return refuse(say("A named manager decides on this. It waits until the manager has decided."))
    if len(set(facts.deciders)) < deciders_needed(ground, facts):
        return refuse(say("A second, different person decides too before anything leaves."))
    return allow(say("It is decided."))
