"""What holds in every test: it begins in English, and touches the database as the application role, behind the wall."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import translation

from vapenvila.web.wall.row_security import APPLICATION_ROLE


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Each test begins in English, whatever language the page before it was read in."""
    with translation.override("en"):
        yield


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
