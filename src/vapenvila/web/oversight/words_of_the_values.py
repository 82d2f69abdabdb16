"""What the codes in the details of the trail mean: for each detail, the vocabulary that its values come from.

No list of its own: every word is the one that the part of the house uses which recorded it. The trail keeps the codes,
which never change; pages show these words, and an export has them beside the codes.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext

from vapenvila.rules.disclosable_fields import FIELDS
from vapenvila.rules.readiness import ITEMS
from vapenvila.rules.retention_table import REGIMES
from vapenvila.rules.roles import ROLES
from vapenvila.web.access.vocabulary import ATTEMPTS, WHY_ENDED
from vapenvila.web.accounts.models import FailedSignIn
from vapenvila.web.accounts.vocabulary import FACTORS, OWN_FIELDS
from vapenvila.web.audit.models import Manner
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.audit.words_of_the_trail import ACTS
from vapenvila.web.disclosures import vocabulary as door
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.group_audit import vocabulary as audits
from vapenvila.web.groups import vocabulary as groups
from vapenvila.web.incidents import vocabulary as register
from vapenvila.web.incidents.facts import FACTS
from vapenvila.web.incidents.wording import name_of
from vapenvila.web.memberships import vocabulary as memberships
from vapenvila.web.memberships.actions.stating import AMENDED_FIELDS
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.oversight.forms import EXPORT_STATES
from vapenvila.web.partners.models import AGENCY_KINDS, Programme
from vapenvila.web.partners.role_names import RIGHT_NAMES
from vapenvila.web.partners.vocabulary import ACCOUNT_STATES, MADE_UP_SIZES
from vapenvila.web.people import vocabulary as people
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.reports.models import Measure
from vapenvila.web.retention.models import RecordedEvent
from vapenvila.web.retention.registry import kinds as kinds_that_are_deleted
from vapenvila.web.reviews import vocabulary as reviews
from vapenvila.web.reviews.actions.incident_answers import CLOCK_FIELDS
from vapenvila.web.reviews.models import RetaliationClock
from vapenvila.web.rights_desk import vocabulary as rights

Words = Mapping[str, object]  # code → its word, in the language of whoever reads
Vocabulary = Callable[[], Words]


def _of(words: Any) -> Vocabulary:
    """Choices, pairs or a dictionary as a vocabulary."""
    return lambda: {str(code): word for code, word in dict(getattr(words, "choices", words)).items()}


def _grounds() -> Words:
    language = get_language() or "sv"
    return {code: ground.title.in_language(language) for code, ground in catalogue().grounds.items()}


def _fields_of_the_clock() -> Words:
    called = {field.attname: field.verbose_name for field in RetaliationClock._meta.concrete_fields}
    return {name: called[name] for name in CLOCK_FIELDS}


def _wording_of_memberships() -> Words:
    fields = MembershipStatement._meta.concrete_fields
    return {field.name: field.verbose_name for field in fields if field.name in AMENDED_FIELDS}


def _deleted_kinds() -> Words:
    return {kind.code: kind.name for kind in kinds_that_are_deleted()}


def _facts_of_incidents() -> Words:
    return {name: name_of(name) for name in FACTS}


ROLE = _of({role.value: facts.name for role, facts in ROLES.items()})
FIELD = _of({field.value: facts.name for field, facts in FIELDS.items()})
KIND_OF_INCIDENT = _of(register.Kind)

# Detail → act, noun of the act or "" for all others → vocabulary.
VALUES: Mapping[str, Mapping[str, Vocabulary]] = {
    "act": {"trail.read": lambda: ACTS},
    "answer": {"problem_analysis": _of(ProblemAnalysis.Answer)},
    "basis": {"incident.group_link_assessed": _of(reviews.Basis)},
    "by": {"person.searched": _of(people.SEARCHED_BY)},
    "certainty": {"membership": _of(memberships.Certainty)},
    "classes": {"consent": _of({code.value: name for code, name in door.CLASS_NAMES.items()})},
    "contact_kind": {"membership": _of(memberships.ContactKind)},
    "counted_kinds": {"programme": KIND_OF_INCIDENT},
    "expected": {"incident.conflict_written": _of(reviews.Expected)},
    "field": {"import_conflict": _facts_of_incidents},
    "fields": {
        "account": _of(OWN_FIELDS),
        "membership": _wording_of_memberships,
        "person": _of(people.FIELD_NAMES),
        "retaliation_clock": _fields_of_the_clock,
        "": FIELD,
    },
    "from": {"decision": _of(reviews.DecisionState), "incident.group_link_assessed": _of(reviews.GroupLink)},
    "ground": {"": _grounds},
    "holds": {"membership_import": _of(memberships.Holds), "membership_mapping": _of(memberships.Holds)},
    "item": {"readiness": _of({item.value: facts.name for item, facts in ITEMS.items()})},
    "kind": {
        "decision": _of(reviews.DecisionKind),
        "export": _of(ExportKind),
        "group_relation": _of(groups.RelationKind),
        "incident": KIND_OF_INCIDENT,
        "membership": _of(memberships.EvidenceKind),
        "person": _of(RecordedEvent.Kind),
        "retention": _deleted_kinds,
        "reviews": _of(reviews.MeetingKind),
        "rights_request": _of(rights.Kind),
        "room": _of(AGENCY_KINDS),
        "sign_in": _of(FailedSignIn.Kind),
        "tie": _of(memberships.TieKind),
    },
    "kinds": {"count_rule": KIND_OF_INCIDENT},
    "manner": {"trail.read": _of(Manner)},
    "mark": {"person": _of(people.Mark)},
    "measure": {"publication": _of(Measure)},
    "method": {"page.refused": _of(ATTEMPTS)},
    "motive": {"incident": _of(register.Motive)},
    "new": {"incident.reclassified": _of(register.State)},
    "old": {"incident.reclassified": _of(register.State)},
    "outcome": {
        "disclosure": _of(door.Outcome),
        "group_audit": _of(audits.Outcome),
        "incident": _of(register.Outcome),
        "rights_request": _of(rights.OutcomeWord),
    },
    "picture": {"incident.pictured": _of(register.PICTURES)},
    "precision": {"incident": _of(register.Precision)},
    "purpose": {"person": _of(people.WHY_OPENED)},
    "reason": {"rights_request.lifted": _of(rights.LiftReason)},
    "regime": {"retention": _of({regime.value: row.data for regime, row in REGIMES.items()})},
    "review_weekday": {"programme": _of(WEEKDAYS)},
    "right": {"page.refused": _of({right.value: name for right, name in RIGHT_NAMES.items()})},
    "role": {"": ROLE, "membership": _of(memberships.MemberRole)},
    "roles": {"": ROLE},
    "says": {"group_draft": _of(groups.Says), "group_statement": _of(groups.Says)},
    "seen_as": {"": ROLE},
    "side": {"incident.group_link_assessed": _of(reviews.Side), "blind_sample": _of(reviews.Side)},
    "size": {"programme.made_up": _of(MADE_UP_SIZES)},
    "stance": {"retaliation_clock": _of(reviews.Stance)},
    "state": {
        "account.listed": _of(ACCOUNT_STATES),
        "examination": _of(door.State),
        "export.read": _of(EXPORT_STATES),
        "membership": _of(memberships.STATE_NAMES),
        "reviews.listed": _of(reviews.MeetingState),
    },
    "status": {"programme": _of(Programme.Status)},
    "takes": {"group_audit": _of(audits.Takes)},
    "to": {
        "decision": _of(reviews.DecisionState),
        "incident.group_link_assessed": _of(reviews.GroupLink),
        "blind_sample.settled": _of(reviews.GroupLink),
    },
    "type": {"second_factor": _of(FACTORS)},
    "weapon": {"incident": _of(register.Weapon)},
    "which": {"": _of(reviews.WHICH_DECISIONS)},
    "whose": {"": _of(reviews.WHOSE_DECISIONS)},
    "why": {"role_simulator": _of(WHY_ENDED)},
    "why_removed": {"person": _of(people.WhyRemoved)},
}

# Details that hold fields of a record and their values: act → what the fields are called.
FIELDS_IN: Mapping[str, Vocabulary] = {
    "incident.amended": _facts_of_incidents,
    "retaliation_clock.contacts_written": _fields_of_the_clock,
}


def vocabulary_of(act: str, key: str) -> Words | None:
    """The words for the values of a detail, or None where its values are no codes."""
    wanted = VALUES.get(key, {})
    for place in (act, act.split(".", maxsplit=1)[0], ""):
        if place in wanted:
            return words_in(key, place, get_language() or "sv")
    return None


@cache
def words_in(key: str, place: str, language: str) -> Words:
    """The words of one vocabulary in one language; a long export asks for them once."""
    return {code: _said(word) for code, word in VALUES[key][place]().items()}


def _said(word: object) -> str:
    """Sentences of the rules are English until they are shown; all other words know the language themselves."""
    return gettext(word) if type(word) is not str and isinstance(word, str) else str(word)
