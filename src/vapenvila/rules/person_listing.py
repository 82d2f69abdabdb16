"""Whether a person may be a member, an invitee or a target of anything: one gate that every such path asks (S12, S13).

Also the review date, which the system computes and nobody moves (acceptance S14).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.person_mark import SUSPECTED, Mark
from vapenvila.rules.personal_number import OLDEST, age_on

ADULT = 18
REVIEW_AFTER = timedelta(days=365)  # at least once a year: BDL 2:18
REVIEW_AFTER_NOT_SUSPECTED = timedelta(days=180)  # convention, shorter because nobody here is suspected
GRACE = timedelta(
    days=30
)  # unseen but not yet deleted, so that a missed review can be mended by new evidence


class PersonState(StrEnum):
    """Where a record stands."""

    ACTIVE = "active"
    MERGED = "merged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What the gate needs to know of a person. `adult_from` = 18th birthday of a child, None of a known adult."""

    mark: Mark
    protective_track: bool
    adult_from: date | None
    age_known: bool
    state: PersonState
    review_by: date


def may_be_listed(person: PersonFacts, *, today: date) -> Decision:
    """Whether the person may be put on a list of members, invitees or targets, by any path."""
    if person.state is not PersonState.ACTIVE:
        return refuse(say("This record is no longer in use."))
    if person.mark not in SUSPECTED:
        return refuse(
            say("A victim, witness, relative or other person who is not suspected is never listed.")
        )
    if is_child(person, today=today):
        return refuse(say("Somebody under 18 is never listed. The way is protection and support."))
    if not person.age_known:
        return refuse(say("The age is not known. Somebody who may be under 18 is never listed."))
    if not in_sight(person, today=today):
        return refuse(say("The review of this record is late, so it is out of use."))
    return allow(say("An adult under this mark may be listed when everything else is in place."))


def may_stay_listed(person: PersonFacts, *, today: date) -> Decision:
    """Whether what lists the person may stand: a late review hides it and can be mended, everything else ends it at once."""
    if person.state is PersonState.REMOVED:
        return refuse(say("This record is no longer in use."))
    if person.mark not in SUSPECTED:
        return refuse(
            say("A victim, witness, relative or other person who is not suspected is never listed.")
        )
    if is_child(person, today=today):
        return refuse(say("Somebody under 18 is never listed. The way is protection and support."))
    if not person.age_known:
        return refuse(say("The age is not known. Somebody who may be under 18 is never listed."))
    return allow(say("What lists the person may stand."))


def is_child(person: PersonFacts, *, today: date) -> bool:
    """Whether the person is under 18, or on the protective track and not shown to be grown up."""
    if person.adult_from is not None:
        return today < person.adult_from
    return person.protective_track


def in_sight(person: PersonFacts, *, today: date) -> bool:
    """Whether the record shows in lists, searches and counts: in use and its review not late (S14)."""
    return person.state is PersonState.ACTIVE and today <= person.review_by


def review_due(mark: Mark, *, reviewed: date) -> date:
    """The last day before which the need must be looked at again, counted from the latest evidence."""
    return reviewed + (REVIEW_AFTER if mark in SUSPECTED else REVIEW_AFTER_NOT_SUSPECTED)


def delete_on(review_by: date) -> date:
    """The day on which a record that nobody reviewed is deleted."""
    return review_by + GRACE + timedelta(days=1)


def possible_birth_date(born: date | None, *, number_says: date | None, today: date) -> Decision:
    """Whether somebody can have been born then (S11)."""
    if born is None:
        return allow(say("No birth date is given."))
    if born > today:
        return refuse(say("The birth date lies in the future."))
    if age_on(born, today) > OLDEST:
        return refuse(say("Nobody is that old. Check the year of birth."))
    if number_says is not None and number_says != born:
        return refuse(say("The birth date and the personal number do not agree."))
    return allow(say("The birth date is possible."))


def adult_from(born: date | None, *, today: date) -> date | None:
    """The 18th birthday of a child; None of an adult or where no birth date is known."""
    if born is None or age_on(born, today) >= ADULT:
        return None
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:  # born on the 29th of February
        return date(born.year + ADULT, 3, 1)


def may_register(
    *, mark: Mark, child: bool, protective_track: bool, need: str, source: str, need_of_child: str
) -> Decision:
    """Whether a person may be registered at all: need and source always, a child on the protective track only."""
    if not need.strip():
        return refuse(say("Write what the record is needed for. Nobody is registered without a need."))
    if not source.strip():
        return refuse(say("Name the source. Nobody is registered without one."))
    if child and not protective_track:
        return refuse(say("Somebody under 18 is registered on the protective track only."))
    if child and not need_of_child.strip():
        return refuse(
            say("Write why a child must be registered here, and how the child stands to what happened.")
        )
    return allow(say("The person may be registered."))
