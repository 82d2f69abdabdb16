"""A person's row as the rules see it."""

from vapenvila.rules.person_listing import PersonFacts
from vapenvila.rules.person_listing import PersonState as StateRule
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.web.people.models import Person


def facts_of(person: Person) -> PersonFacts:
    """The facts that `may_be_listed` asks for."""
    return PersonFacts(
        mark=MarkRule(person.mark),
        protective_track=person.protective_track,
        adult_from=person.adult_from,
        age_known=person.age_known,
        state=StateRule(person.state),
        review_by=person.review_by,
    )
