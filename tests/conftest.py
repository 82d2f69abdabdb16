"""What holds in every test: it begins in English, touches the database as the application role, behind the wall, and puts
no code on record that has no words.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests.ready_homes import ReadyHomes
from tests.template_database import copied_database
from tests.words_on_record import every_code_on_record
from vapenvila.web.wall.row_security import APPLICATION_ROLE


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """A database of this process, copied from one that is migrated once."""
    at_the_end = ExitStack()
    with django_db_blocker.unblock():
        at_the_end.enter_context(copied_database(verbosity=request.config.option.verbose))
    yield
    with django_db_blocker.unblock():
        at_the_end.close()


@pytest.fixture(scope="session")
def ready_homes(tmp_path_factory: pytest.TempPathFactory) -> ReadyHomes:
    """Homes that all processes of this run copy: `ready_homes.copy(Ready.TOWN, tmp_path / "home")`."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    return ReadyHomes(shared / "ready-homes")


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


@pytest.fixture(autouse=True)
def _no_code_on_record_without_words(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test records can be read in the trail (a test of what older versions recorded says so)."""
    with every_code_on_record() as found:
        yield
    if request.node.get_closest_marker("unknown_codes") is None:
        assert found == [], "give it words in web/oversight/words_of_the_values.py"
