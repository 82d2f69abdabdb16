"""Words of the door in templates: names of fields, texts of the catalogue in the reader's language."""

from django import template
from django.utils.translation import get_language, gettext

from vapenvila.rules.disclosable_fields import FIELDS, Field
from vapenvila.rules.legal_ground import Words
from vapenvila.web.disclosures.vocabulary import State

register = template.Library()


@register.filter
def field_name(code: str) -> str:
    """Name of a field."""
    return gettext(FIELDS[Field(code)].name)


@register.filter
def in_words(words: Words) -> str:
    """The text in the reader's language."""
    return words.in_language(get_language() or "sv")


@register.filter
def state_name(code: str) -> str:
    """Name of a state."""
    return str(State(code).label)
