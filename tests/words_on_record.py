"""Every event that a test records is looked at: does each code in its details have a word?

Pages of the trail show words for codes (`web/oversight/words_of_the_values.py`). What is recorded is known for certain only
when it is recorded, so every test that records something is a test of the words too.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from vapenvila.web.oversight.words_of_the_values import FIELDS_IN, VALUES, vocabulary_of

# Details whose values are no codes: numbers and days, yes and no, identifiers, names, and what people wrote.
PLAIN = frozenset(
    {
        "absorbed", "accesses", "account", "account_hash", "actor", "added", "address", "address_hash",
        "administrator", "after", "again", "agency", "before", "by_request", "bytes", "ceiling", "chair",
        "changed", "checks", "coder", "conflicts", "count", "count_owner", "created", "done_on", "due_at", "east",
        "email", "emergency", "event", "events", "evidence", "expires_on", "files", "filter", "fingerprint",
        "first", "first_day", "first_year", "format", "found", "frame", "grade", "group", "groups", "held", "hidden", "hours",
        "incident", "incidents", "judged", "kept", "key_id", "last_day", "last_year", "last_day_after", "last_day_before",
        "later", "leaks", "left_out", "letters", "lines", "links", "looked_at", "looked_twice", "merge", "minute",
        "minutes_no", "missed", "mission", "month", "municipalities", "name", "new", "new_agency", "north",
        "number", "of", "ok", "old", "page", "pairs", "person", "persons", "pieces", "planned_at",
        "police_districts", "present", "profile", "protective_track", "provider", "pseudonym", "purpose",
        "query", "reason", "recalled", "record", "records", "released_by_act", "removed", "restored",
        "review", "review_by", "review_time", "room", "route", "row", "rows", "sample", "seals", "second",
        "second_factor", "seed", "sha256", "shared", "since", "source", "south", "statements", "status",
        "subject", "taken", "ties", "to_room", "told", "trail_finds", "unauthorised", "unchanged",
        "unclear", "until", "updated", "user", "valid_from", "version", "weeks", "west", "wordings",
        "years",
    }
)  # fmt: skip
_A_CODE = re.compile(r"[a-z]+(_[a-z]+)+")  # how a code looks that somebody forgot: words tied together
_NO_CODES = frozenset({"filter", "query", "route", "profile", "source", "email", "provider"})


def codes_without_words(act: str, details: Mapping[str, Any]) -> Iterator[str]:
    """Details of an event that a page would show as a code: "person.registered: mark = suspect"."""
    for key, value in details.items():
        if key not in VALUES and key not in PLAIN:
            yield f"{act}: nobody has said what {key} holds"
        for field, text in _leaves(key, value):
            if field != key and field not in FIELDS_IN.get(act, dict)():
                yield f"{act}: {key} names the field {field}"
            words = vocabulary_of(act, field)
            forgotten = words is None and key not in _NO_CODES and _A_CODE.fullmatch(text)
            if forgotten or (words is not None and text and text not in words):
                yield f"{act}: {field} = {text}"


def _leaves(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text in a detail, with the detail or the field it stands under."""
    if isinstance(value, Mapping):
        for field, one in value.items():
            yield from _leaves(str(field), one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(key, one)
    elif isinstance(value, str):
        yield key, value


class _Reading:
    """The trail's connection, with somebody reading over its shoulder."""

    def __init__(self, connection: Any, seen: list[str]) -> None:
        self._connection, self._seen = connection, seen

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        with self._connection.cursor() as cursor:
            yield _Listening(cursor, self._seen)


class _Listening:
    def __init__(self, cursor: Any, seen: list[str]) -> None:
        self._cursor, self._seen = cursor, seen

    def execute(self, sql: str, values: list[Any]) -> None:
        self._cursor.execute(sql, values)
        self._seen.extend(codes_without_words(values[6], json.loads(values[9])))


@contextmanager
def every_code_on_record() -> Iterator[list[str]]:
    """Codes without words in whatever is recorded meanwhile."""
    seen: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vapenvila.web.audit.actions.connection", _Reading(connection, seen))
        yield seen
