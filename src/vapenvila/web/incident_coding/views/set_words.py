"""A set's choice in words."""

from collections.abc import Mapping
from uuid import UUID

from django.http import QueryDict

from vapenvila.web.incident_coding.models import CodingSet
from vapenvila.web.incidents.filter_words import in_words
from vapenvila.web.incidents.filters import parse_filter


def choice_in_words(row: CodingSet, areas: Mapping[UUID, str]) -> str:
    """The filter by which the set was made, as one line."""
    return in_words(parse_filter(QueryDict(row.query)).chosen, areas)
