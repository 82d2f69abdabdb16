"""A check of the wall and what it found, and reading PostgreSQL's books."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Finding:
    """One question that was asked of the wall, and the sentence that says what is wrong ("" = as it must be)."""

    question: str
    wrong: str = ""


def rows(query: str, *values: str) -> list[tuple[object, ...]]:
    """Rows of PostgreSQL's books, as the role that asks sees them."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def names(query: str, *values: str) -> set[str]:
    """The first column of the rows."""
    return {str(row[0]) for row in rows(query, *values)}


def none_of(question: str, found: set[str]) -> Iterator[Finding]:
    """A question whose right answer is "none"."""
    yield Finding(question, f"{question}: {', '.join(sorted(found))}" if found else "")
