"""Words of the review that are kept as codes."""

from typing import Any

from django import template
from django.core.paginator import Paginator
from django.utils.translation import gettext

from vapenvila.rules.roles import ROLES, Role

register = template.Library()


@register.filter
def role_name(value: str) -> str:
    """The name of a role in the reader's language."""
    return gettext(ROLES[Role(value)].name) if value in set(Role) else value


@register.filter
def points_on(pages: "Paginator[Any]", number: int) -> str:
    """The numbers of the points on one page of the agenda: "26–50"."""
    page = pages.page(number)
    return f"{page.start_index()}–{page.end_index()}"
