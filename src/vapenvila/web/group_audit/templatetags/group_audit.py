"""Small words for the pages of the group audit."""

from django import template
from django.utils.translation import gettext

from vapenvila.web.group_audit.models import AuditLine
from vapenvila.web.group_audit.words import line_name as name_of_line

register = template.Library()


@register.filter
def line_name(line: AuditLine) -> str:
    """Code and label of a group of the audit."""
    return name_of_line(line)


@register.filter
def in_words(sentence: str) -> str:
    """A sentence of the rules in the reader's language."""
    return gettext(sentence)
