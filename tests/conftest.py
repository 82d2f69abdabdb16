"""Every test that touches the database runs as the application role, so that the wall holds in every test."""

from collections.abc import Iterator

import pytest
from django.db import connection

from vapenvila.web.wall.row_security import APPLICATION_ROLE


@pytest.fixture(autouse=True)
def _as_application(request: pytest.FixtureRequest) -> Iterator[None]:
    marked = request.node.get_closest_marker("django_db") is not None
    if not (marked or "db" in request.fixturenames):
        yield
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")
    yield
