"""Rooms of the police filled with invented persons and ties, for the measurements of their pages."""
# ruff: noqa: PLC0415 — models are importable after setup only

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from bench.incident_import.command import timed
from bench.persons.made_up_persons import MAPPING, invented_persons

if TYPE_CHECKING:
    from vapenvila.web.accounts.models import User

AT_ONCE = 1_000
BRANCHES = 26
WINDOW_DAYS = 700  # every tie lies within the window of two years that pages show first


@dataclass(frozen=True, slots=True)
class PoliceRoom:
    """A room of its own programme, with one analyst. `start`: somebody in the middle of the network."""

    slug: str
    room: UUID
    programme: UUID
    by: "User"
    start: UUID
    ties: int
    seconds: float  # that writing the ties took

    @property
    def rows_a_second(self) -> float:
        """How fast ties were written, with all that the database asks of each."""
        return self.ties / self.seconds


def police_room(people: int, ties: int, *, close: bool = False) -> PoliceRoom:
    """A programme with everything in place, its room of the police, so many persons and ties; all invented.

    `close`: everybody is within three ties of `start`, so that one page draws them all.
    """
    from vapenvila.web.partners.models import Room

    slug = f"bench-{'close-' if close else ''}{people}"
    by = _open(slug)
    room = Room.objects.get(programme__slug=slug, agency__kind="police")
    _persons(slug, by, people)
    with _inside(room, by):
        chosen = _close(people, ties) if close else _pairs(people, ties)
        middle = 0 if close else int(np.bincount(chosen.ravel()).argmax())
        start, written, seconds = _ties(room, by, chosen, middle)
    return PoliceRoom(slug, room.pk, room.programme_id, by, start, written, seconds)


def session_of(room: PoliceRoom) -> str:
    """A session of the analyst, as sign-in leaves it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    session = SessionStore()
    session[SESSION_KEY] = str(room.by.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = room.by.get_session_auth_hash()
    session["signed_in_at"] = timezone.now().timestamp()
    session.create()
    return str(session.session_key)


def _open(slug: str) -> "User":
    """The programme, its room, one analyst, and every point of readiness."""
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from vapenvila.rules.readiness import Readiness
    from vapenvila.web.accounts.models import User
    from vapenvila.web.partners.models import Agency, Mission, Programme, ReadinessItem, Room
    from vapenvila.web.wall.acting import acting

    programme = Programme.objects.create(slug=slug, name=slug, status="operating")
    agency, _ = Agency.objects.get_or_create(name="Bench police", kind="police")
    person = User.objects.create_user(email=f"analyst@{slug}.example", password=None, name="Analyst")
    room = Room.objects.create(programme=programme, agency=agency)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "made up"})
    Mission.objects.create(user=person, room=room, roles=["police_analyst"], first_day=date(2020, 1, 1))
    now = timezone.now()
    with acting(programmes=[programme.pk]):
        ReadinessItem.objects.bulk_create(
            ReadinessItem(
                programme=programme, item=item.value, done_on=now.date(), reference="Made up", by=person, at=now
            )
            for item in Readiness
        )  # fmt: skip
    return person


def _persons(slug: str, by: "User", people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, mapping = Path(folder) / "persons.csv", Path(folder) / "mapping.toml"
        invented_persons(file, people)
        file.write_text(file.read_text(encoding="utf-8").replace(",other\n", ",suspect\n"), encoding="utf-8")
        mapping.write_text(MAPPING, encoding="utf-8")
        where = ["--room", "police", "--programme", slug, "--by", by.email, "--json"]
        timed(["import", "persons", str(file), "--mapping", str(mapping), *where])


@contextmanager
def _inside(room: "object", by: "User") -> Iterator[None]:
    from vapenvila.web.wall.acting import acting

    with acting(user=by.pk, programmes=[room.programme_id], room=room.pk):  # type: ignore[attr-defined]  # a Room
        yield


def _ties(room: "object", by: "User", chosen: NDArray[np.int64], middle: int) -> tuple[UUID, int, float]:
    """Ties of these pairs of people, numbered as they were registered. Whoever is in the middle, rows, seconds."""
    from django.utils import timezone

    from vapenvila.web.memberships.models import Tie
    from vapenvila.web.people.models import Person

    who = list(Person.objects.filter(room=room).order_by("pk").values_list("pk", flat=True))  # type: ignore[misc]
    rng, today, now = random.Random(3), timezone.localdate(), timezone.now()
    rows = [
        Tie(
            room=room, person_a_id=a, person_b_id=b, kind="co_suspect", record_ref=f"K {n}",  # type: ignore[misc]
            on=today - timedelta(days=rng.randrange(1, WINDOW_DAYS)), recorded_by=by, recorded_at=now,
        )
        for n, (a, b) in enumerate(sorted((who[one], who[other])) for one, other in chosen.tolist())
    ]  # fmt: skip
    began = time.perf_counter()
    Tie.objects.bulk_create(rows, batch_size=AT_ONCE)
    seconds = time.perf_counter() - began
    return who[middle], len(rows), seconds


def _pairs(people: int, ties: int) -> NDArray[np.int64]:
    """(ties, 2) different pairs: unequal groups, unequal activity, five in six within a group."""
    rng = np.random.default_rng(1)
    groups = max(20, people // 100)
    size = np.arange(1, groups + 1) ** -0.8
    group = np.sort(rng.choice(groups, people, p=size / size.sum()))
    first, last = np.searchsorted(group, group, "left"), np.searchsorted(group, group, "right")
    activity = rng.lognormal(0.0, 1.0, people)
    found = np.empty((0, 2), dtype=np.int64)
    while len(found) < ties:
        one = rng.choice(people, ties, p=activity / activity.sum())
        own = first[one] + (rng.random(ties) ** 2 * (last - first)[one]).astype(np.int64)
        other = np.where(rng.random(ties) < 5 / 6, own, rng.integers(0, people, ties))
        pairs = np.sort(np.stack([one, other], 1)[one != other], axis=1)
        found = np.unique(np.concatenate([found, pairs]), axis=0)
    return found[np.sort(rng.permutation(len(found))[:ties])]


def _close(people: int, ties: int) -> NDArray[np.int64]:
    """(ties, 2) different pairs: a tree in which everybody is at most three ties from the first, and others at random."""
    rng = np.random.default_rng(1)
    others = np.arange(1, people)
    found = np.stack([(others - 1) // BRANCHES, others], axis=1)
    while len(found) < ties:
        one = rng.integers(1, people - 1, ties)
        more = np.stack([one, np.minimum(one + rng.integers(1, 1 + people // 40, ties), people - 1)], axis=1)
        both, at = np.unique(np.concatenate([found, more]), axis=0, return_index=True)
        found = both[np.argsort(at)]
    return found[:ties]
