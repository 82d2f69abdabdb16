"""Words of the review that are kept as codes."""

from django import template
from django.utils.translation import gettext

from vapenvila.rules.roles import ROLES, Role

register = template.Library()


@register.filter
def role_name(value: str) -> str:
    """The name of a role in the reader's language."""
    return gettext(ROLES[Role(value)].name) if value in set(Role) else value
