"""Roles in words."""

from collections.abc import Iterable

from django import template

from vapenvila.web.partners.role_names import role_name

register = template.Library()


@register.filter
def role_names(roles: Iterable[str]) -> str:
    """Names of the roles, in the reader's language."""
    return ", ".join(role_name(role) for role in roles)
