"""An example object for each route that names one, so that the guards can open it as every role.

A new route with a parameter needs a line here; the guard fails and says so. The object belongs to the city, and the
person given may open it if their role has the route's right.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tests.cast import City
from vapenvila.web.accounts.models import User
from vapenvila.web.jobs.progress import start

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _job(city: City, person: User) -> Mapping[str, object]:
    return {"job": start(programme=city.programme.pk, by=person.pk, at=NOON, what="Import of incidents").pk}


EXAMPLES: dict[str, Callable[[City, User], Mapping[str, object]]] = {
    "job": _job,
}

# Programme routes whose answer to an allowed reader is 404 without more facts than an example object. Keep it short.
NOT_FOUND_FOR_THE_ALLOWED: dict[str, str] = {}
