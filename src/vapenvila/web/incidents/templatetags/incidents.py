"""Template tags of the register: when it happened, and history in words."""

from collections.abc import Mapping
from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vapenvila.web.incidents import wording
from vapenvila.web.incidents.models import ClassificationEvent, Incident

register = template.Library()


@register.filter
def when(incident: Incident) -> SafeString:
    """The moment or interval, in local time. An interval over midnight may break between its two halves only."""
    first, dash, last = wording.when(incident).partition(" – ")
    return format_html(
        '<time datetime="{}"><span class="text-nowrap">{}</span>{}<span class="text-nowrap">{}</span></time>',
        incident.occurred_from.isoformat(),
        first + dash.rstrip(),
        dash and " ",
        last,
    )


@register.filter
def injured(incident: Incident) -> int:
    """Everybody injured, of any severity."""
    return incident.injured_serious + incident.injured_slight + incident.injured_unknown


@register.filter
def fact_name(field: str) -> str:
    """What a fact is called."""
    return wording.name_of(field)


@register.simple_tag
def old_value(event: ClassificationEvent, areas: Mapping[UUID, str]) -> str:
    """The value before the change, in words."""
    return wording.value_in_words(event.field, event.old, areas)


@register.simple_tag
def new_value(event: ClassificationEvent, areas: Mapping[UUID, str]) -> str:
    """The value after the change, in words."""
    return wording.value_in_words(event.field, event.new, areas)


@register.simple_tag
def value_of(field: str, text: str, areas: Mapping[UUID, str]) -> str:
    """Any value of the history in words."""
    return wording.value_in_words(field, text, areas)
