"""Seeing the city as another role, as the tests do it."""

from django.test import Client
from django.urls import reverse

from tests.cast import HELD_IN, City
from vapenvila.rules.roles import Role

WHY = "To see what is shown to this role"


def look_as(client: Client, city: City, role: Role, *, purpose: str = WHY) -> int:
    """The data-protection officer signs in and begins to look as the role; the status of the answer."""
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    answer = client.post(
        reverse("role-simulator", kwargs={"programme": city.programme.slug}),
        {"role": role.value, "room": str(city.rooms[HELD_IN[role]].pk), "purpose": purpose},
    )
    return answer.status_code
