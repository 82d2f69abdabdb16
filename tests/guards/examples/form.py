"""What an example is: for a city and a person, the parameters of a route, made so that the person may open it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tests.cast import City
from vapenvila.web.accounts.models import User

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

Example = Callable[[City, User], Mapping[str, object]]
