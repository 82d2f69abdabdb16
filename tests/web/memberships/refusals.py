"""The database saying no, and statements sent past every form."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import Error, connection, transaction

from tests.web.memberships.made_up import (
    at_the_end,
)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The database says no with these words, at once or at the end of the transaction."""
    try:
        with transaction.atomic():
            yield
            at_the_end()
    except Error as problem:
        if re.search(words, str(problem)) is None:
            raise
    else:
        pytest.fail(f"the database did not say: {words}")


def sql(statement: str, *values: object) -> None:
    """Sends the statement as it stands, with its values."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)  # type: ignore[arg-type]  # any value psycopg knows
