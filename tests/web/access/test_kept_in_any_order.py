"""What is kept of the shared picture is never older than the picture: several connections, several orders of committing."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection, transaction

from vapenvila.web.access.kept_pages import KeptPage, Shelf
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import act
from vapenvila.web.wall.picture_version import picture_version
from vapenvila.web.wall.row_security import APPLICATION_ROLE

pytestmark = pytest.mark.django_db
Found = TypeVar("Found")
WHEN = datetime(2026, 3, 14, 21, 30, tzinfo=UTC)


class Process:
    """A process of the server: one thread with a connection of its own, which commits for real."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._open: transaction.Atomic | None = None

    def do(self, act_of_it: Callable[[], Found]) -> Found:
        """Have the process do something and wait until it is done; 20 seconds are far too many."""
        return self._thread.submit(act_of_it).result(20)

    def begin(self, programme: Programme) -> None:
        """Open a transaction as the application, behind the wall."""

        def opened() -> None:
            self._open = transaction.atomic()
            self._open.__enter__()
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")
            act(user=None, programmes=[programme.pk])

        self.do(opened)

    def end(self, *, commit: bool = True) -> None:
        """Commit, or roll back."""

        def ended() -> None:
            assert self._open is not None
            transaction.set_rollback(not commit)
            self._open.__exit__(None, None, None)
            self._open = None

        self.do(ended)

    def close(self) -> None:
        """End the process; what it had open is rolled back."""
        if self._open is not None:
            self.end(commit=False)

        def hang_up() -> None:
            connection.close()  # the thread's own: `connection` is another one in each thread

        self.do(hang_up)
        self._thread.shutdown()


class Town:
    """A programme that is really committed, with processes that write to it and read from it."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.processes: list[Process] = []
        self.owner = self.process()
        self.programme = self.owner.do(
            lambda: Programme.objects.create(
                slug="stenskar", name="Stenskär", status="operating", made_up=True
            )
        )
        self.number = 0

    def process(self) -> Process:
        """One more process."""
        self.processes.append(Process())
        return self.processes[-1]

    def write(self, by: Process) -> UUID:
        """One incident more, not yet committed."""
        self.number += 1
        facts = {"number": self.number, "kind": "shooting", "occurred_from": WHEN, "occurred_to": WHEN}
        return by.do(lambda: Incident.objects.create(programme=self.programme, **facts).pk)

    def read(self, by: Process, *, between: Callable[[], None] = lambda: None) -> int:
        """How many incidents a page would show: remembered when the state is known, otherwise counted."""

        def version() -> int | None:
            return picture_version(self.programme.pk)

        def count() -> int:
            return Incident.objects.filter(programme=self.programme).count()

        by.begin(self.programme)
        try:
            read = by.do(version)
            assert read is not None
            known = self.shelf.find(self.programme.pk, read, "page")
            if known is None:
                between()
                known = KeptPage(str(by.do(count)).encode(), (), ())
                self.shelf.keep(self.programme.pk, read, "page", known)
            return int(known.body)
        finally:
            by.end()

    def truth(self) -> int:
        """How many are committed."""
        self.owner.begin(self.programme)
        try:
            return self.owner.do(lambda: Incident.objects.filter(programme=self.programme).count())
        finally:
            self.owner.end()

    def version(self) -> int | None:
        """The version of the picture as everybody sees it."""
        self.owner.begin(self.programme)
        try:
            return self.owner.do(lambda: picture_version(self.programme.pk))
        finally:
            self.owner.end()

    def leave(self) -> None:
        """Take everything away again."""
        for process in self.processes[1:]:
            process.close()

        def emptied() -> None:
            Incident.objects.filter(programme=self.programme).delete()
            self.programme.delete()

        self.owner.begin(self.programme)
        self.owner.do(emptied)
        self.owner.end()
        self.owner.close()


@pytest.fixture
def town() -> Iterator[Town]:
    """A committed town; it is taken away afterwards."""
    made = Town()
    yield made
    made.leave()


def test_a_change_by_one_process_is_seen_at_once_by_another(town: Town) -> None:
    reader, writer = town.process(), town.process()
    assert town.read(reader) == 0
    writer.begin(town.programme)
    town.write(writer)
    writer.end()
    assert town.read(reader) == 1


def test_a_slow_transaction_that_commits_after_a_reader_remembered(town: Town) -> None:
    reader, writer = town.process(), town.process()
    writer.begin(town.programme)
    town.write(writer)
    assert town.read(reader) == 0  # remembered while the other is at work
    assert town.read(reader) == 0
    writer.end()
    assert town.read(reader) == 1


def test_a_change_between_the_readers_look_at_the_state_and_at_the_rows(town: Town) -> None:
    reader, writer = town.process(), town.process()
    writer.begin(town.programme)
    town.write(writer)
    assert town.read(reader, between=writer.end) == 1
    assert town.read(reader) == 1
    writer.begin(town.programme)
    town.write(writer)
    writer.end()
    assert town.read(reader) == 2


def test_two_that_write_at_once_do_not_wait_for_each_other_and_both_are_seen(town: Town) -> None:
    reader, first, second = town.process(), town.process(), town.process()
    for writer in (first, second):
        writer.begin(town.programme)
    town.write(first)
    town.write(second)  # does not wait for the first
    second.end()
    assert town.read(reader) == 1
    first.end()
    assert town.read(reader) == 2


def test_what_is_rolled_back_leaves_the_state_as_it_was(town: Town) -> None:
    reader, writer = town.process(), town.process()
    town.read(reader)
    before = town.version()
    writer.begin(town.programme)
    town.write(writer)
    writer.end(commit=False)
    assert town.version() == before
    assert town.read(reader) == 0


def test_a_writer_keeps_nothing_of_what_it_has_not_committed(town: Town) -> None:
    reader, writer = town.process(), town.process()
    writer.begin(town.programme)
    town.write(writer)
    assert writer.do(lambda: picture_version(town.programme.pk)) is None
    assert town.read(reader) == 0
    writer.end()
    assert town.read(reader) == 1


@pytest.mark.parametrize("seed", range(6))
def test_in_any_order_of_writing_and_committing_nothing_out_of_date_is_read(town: Town, seed: int) -> None:
    draw = random.Random(seed)
    reader, writers = town.process(), [town.process() for _ in range(3)]
    at_work: set[Process] = set()
    for _ in range(40):
        writer = draw.choice(writers)
        if writer not in at_work:
            writer.begin(town.programme)
            at_work.add(writer)
            town.write(writer)
        elif draw.random() < 0.4:
            town.write(writer)
        else:
            writer.end(commit=draw.random() < 0.7)
            at_work.discard(writer)
        assert town.read(reader) == town.truth()
