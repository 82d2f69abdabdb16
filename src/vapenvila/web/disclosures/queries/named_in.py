"""Whom the papers of the own room name, opened for the log review alone."""

from collections.abc import Collection, Mapping
from uuid import UUID

from vapenvila.web.disclosures.models import DisclosureContent, DisclosureRequest, Examination
from vapenvila.web.disclosures.sealed_words import document_in, examination_words, request_words


def names_in_papers(wanted: Mapping[str, Collection[UUID]]) -> dict[UUID, tuple[str, ...]]:
    """Paper → names, of the papers of each kind of record that the acting room may read."""
    found: dict[UUID, tuple[str, ...]] = {}
    for content in DisclosureContent.objects.filter(pk__in=wanted.get("disclosure", ())):
        persons = document_in(content.sealed, row=content.pk)["persons"]
        found[content.pk] = tuple(person["name"] for person in persons)
    for request in DisclosureRequest.objects.filter(pk__in=wanted.get("disclosure_request", ())):
        found[request.pk] = tuple(p.name for p in request_words(request.sealed, row=request.pk).persons)
    for row in Examination.objects.filter(pk__in=wanted.get("examination", ())):
        found[row.pk] = tuple(p.name for p in examination_words(row.sealed, row=row.pk).persons)
    return found
