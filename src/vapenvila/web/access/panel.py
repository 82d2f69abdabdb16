"""A panel of "This week": what needs this person now. Each app offers its own; the site puts them in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models
from django.utils.functional import Promise

from vapenvila.rules.reader import Reader
from vapenvila.web.partners.models import Programme


class Urgency(IntEnum):
    """How soon it needs somebody; the most urgent panel stands first."""

    ALARM = 0  # red: something that must not be has happened
    NOW = 1  # due or overdue
    SOON = 2  # this week
    CALM = 3  # good to know


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One card: title, urgency, the template of its body with its context (or the body as drawn before), where it leads."""

    title: Promise | str
    urgency: Urgency
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    link_text: Promise | str = ""
    drawn: str = ""


PanelSource: TypeAlias = "Callable[[Reader, Programme, datetime], list[Panel]]"
"""What an app offers: the panels of this person at this moment."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that may have to be shown: a table, and which of its rows. Plain SQL, since the start page asks on each opening.

    It may name more rows than are shown in the end, never fewer. Row-level security holds here as everywhere.
    """

    model: type[models.Model]
    where: str
    values: tuple[str | UUID | date | list[str], ...]


Condition: TypeAlias = "Rows | bool"
"""Rows that are there or not, or what is known already."""

Waiting: TypeAlias = "Callable[[Reader, Programme, datetime], list[Condition]]"
"""What an app asks before it makes its panels: no yes, no panel. The start page asks for all apps in one query."""
