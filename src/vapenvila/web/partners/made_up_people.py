"""The people of the demo's made-up cities: one per role, for switching and for the sign-in page."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.roles import ROLES
from vapenvila.web.partners.queries import one_person_per_role


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """A made-up person, the role they show and what it may do."""

    id: UUID
    name: str
    email: str
    programme: str
    role: str
    may: str


def made_up_people() -> list[MadeUpPerson]:
    """One per role; none on a server that is no demo."""
    if not settings.DEMO:
        return []
    return [
        MadeUpPerson(
            user.pk,
            user.name,
            user.email,
            programme.name,
            gettext(ROLES[role].name),
            gettext(ROLES[role].may),
        )
        for programme, role, user in one_person_per_role(timezone.localdate())
    ]
