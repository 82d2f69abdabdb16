"""The matrix role × right and the sentence of each role, made from the tables of the rules."""

from dataclasses import dataclass

from django.utils.translation import gettext

from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.partners.models import AGENCY_KINDS
from vapenvila.web.partners.role_names import RIGHT_NAMES, role_name


@dataclass(frozen=True, slots=True)
class RightRow:
    """A right and, role by role in the order of the rules, whether the role has it."""

    name: str
    has: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role in words: name, what it may do, where it can be held, idle minutes."""

    name: str
    may: str
    held_in: tuple[str, ...]
    idle_minutes: int


def matrix() -> list[RightRow]:
    """A row per right, in the order of the rules."""
    return [
        RightRow(str(RIGHT_NAMES[right]), tuple(role in ROLES_WITH_RIGHT[right] for role in Role))
        for right in Right
    ]


def agencies_of_roles() -> list[RoleLine]:
    """Each role in words, in the order of the rules."""
    return [
        RoleLine(
            role_name(role),
            gettext(facts.may),
            tuple(str(name) for kind, name in AGENCY_KINDS if kind in facts.held_in),
            facts.idle_minutes,
        )
        for role, facts in ROLES.items()
    ]
