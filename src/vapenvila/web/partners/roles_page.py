"""The matrix role × right and the sentence of each role, made from the tables of the rules."""

from dataclasses import dataclass

from django.utils.translation import gettext, override

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


def docs_pages() -> str:
    """The page docs/roles.md, in English."""
    with override("en"):
        lines = agencies_of_roles()
        rows = matrix()
    text = [
        "# Roles",
        "",
        "Made from `rules/roles.py` and `rules/rights.py`; change those, then run `make docs`. The same table is shown"
        " in the application under *Roles*.",
        "",
        "A role is held through a mission: in one room, from a day to a day. Nobody has a role everywhere, no role can"
        " take a right away, and nobody can give, change or end their own missions.",
        "",
        "| Role | What it may do | Held in | Idle minutes before sign-out |",
        "|---|---|---|---|",
        *(f"| {r.name} | {r.may} | {', '.join(r.held_in)} | {r.idle_minutes} |" for r in lines),
        "",
        "Whoever works for police, probation or social services is signed out after at most 15 idle minutes, whatever"
        " the role.",
        "",
        "## Who may do what",
        "",
        "| Right | " + " | ".join(r.name for r in lines) + " |",
        "|---|" + ":-:|" * len(lines),
        *(f"| {row.name} | " + " | ".join("yes" if has else "" for has in row.has) + " |" for row in rows),
        "",
    ]
    return "\n".join(text)
