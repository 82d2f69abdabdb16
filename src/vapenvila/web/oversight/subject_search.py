"""Which record is meant: an identifier from the trail, or the pseudonym of a person in one's own room."""

from uuid import UUID

from vapenvila.web.people.models import Person


def record_named(text: str) -> UUID | None:
    """The record's identifier, or None. The wall lets through persons of the reader's own room alone."""
    try:
        return UUID(text)
    except ValueError:
        return Person.objects.filter(pseudonym__iexact=text).values_list("pk", flat=True).first()
