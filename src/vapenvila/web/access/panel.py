"""A panel of "This week": what needs this person now. Each app offers its own; the site puts them in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.utils.functional import Promise


class Urgency(IntEnum):
    """How soon it needs somebody; the most urgent panel stands first."""

    ALARM = 0  # red: something that must not be has happened
    NOW = 1  # due or overdue
    SOON = 2  # this week
    CALM = 3  # good to know


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One card: title, urgency, the template of its body with its context, and where it leads."""

    title: Promise | str
    urgency: Urgency
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    link_text: Promise | str = ""
