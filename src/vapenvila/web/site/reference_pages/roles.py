"""Who may do what: the tables of roles and rights, for people."""

from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.site.reference_pages.markdown_table import MADE, table


def _words(value: str) -> str:
    return value.replace("_", " ")


def _held_in(role: Role) -> str:
    return ", ".join(sorted(kind.value for kind in ROLES[role].held_in))


def roles_page() -> str:
    """Roles with their sentence, and the matrix of rights."""
    roles = table(
        ["Role", "May", "Can be held in", "Signed out after (minutes idle)"],
        [[facts.name, facts.may, _held_in(role), facts.idle_minutes] for role, facts in ROLES.items()],
    )
    rights = table(
        ["Right", *(ROLES[role].name for role in Role)],
        [
            [_words(right.value), *("yes" if role in ROLES_WITH_RIGHT[right] else "" for role in Role)]
            for right in Right
        ],
    )
    return (
        f"# Roles and rights\n\n{MADE}A role is held through a mission: a person's dated task in one agency's room of one "
        "programme. What somebody may do is the sum of the roles of their missions in force that day; a role gives and "
        "never takes. Nobody holds a right outside this table, and there is no role that reads everything.\n\n"
        f"## Roles\n\n{roles}\n## Rights\n\n{rights}"
    )
