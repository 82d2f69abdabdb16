"""Panels of the shared picture are drawn once for a person, until the picture changes, and for nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from tests.cast import City, build_city
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import Role
from vapenvila.web.access import kept_panels as module
from vapenvila.web.access.kept_pages import Shelf
from vapenvila.web.access.kept_panels import Kept
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import reader_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


class Drawn:
    """A source that counts how often it is asked, and the version of the picture as the test says it."""

    def __init__(self) -> None:
        self.times = 0
        self.version: int | None = 1

    def panels(self, _reader: Reader, _programme: Programme, _now: datetime) -> list[Panel]:
        self.times += 1
        return [
            Panel(
                title="Retaliation clocks",
                urgency=Urgency.NOW,
                template="reviews/panels/missed.html",
                context={"record": {"missed_in_a_row": []}},
                link="/clocks/",
                link_text="All",
            )
        ]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    said = Drawn()
    monkeypatch.setattr(module, "picture_version", lambda _programme: said.version)
    monkeypatch.setattr(module, "SHELF", Shelf())
    return said


@pytest.fixture
def city() -> City:
    return build_city()


def _open(city: City, drawn: Drawn, role: Role = Role.COORDINATOR, now: datetime = NOW) -> list[Panel]:
    return module.kept_panels((Kept((drawn.panels,)),), reader_of(city.people[role].pk), city.programme, now)


def test_panels_are_drawn_once_and_shown_alike(city: City, drawn: Drawn) -> None:
    first, second = _open(city, drawn), _open(city, drawn)
    assert drawn.times == 1
    assert first == second
    assert (second[0].title, second[0].urgency, second[0].link_text) == (
        "Retaliation clocks",
        Urgency.NOW,
        "All",
    )
    assert "<" in second[0].drawn


def _later(_drawn: Drawn) -> dict[str, object]:
    return {"now": NOW + timedelta(minutes=5)}


def _somebody_else(_drawn: Drawn) -> dict[str, object]:
    return {"role": Role.PROJECT_LEADER}


def _changed(drawn: Drawn) -> dict[str, object]:
    drawn.version = 2
    return {}


@pytest.mark.parametrize("change", [_later, _somebody_else, _changed])
def test_they_are_drawn_anew_for(
    city: City, drawn: Drawn, change: Callable[[Drawn], dict[str, object]]
) -> None:
    _open(city, drawn)
    _open(city, drawn, **change(drawn))  # type: ignore[arg-type]  # names above
    assert drawn.times == 2


def test_they_are_drawn_anew_in_another_language(city: City, drawn: Drawn) -> None:
    for language in ("sv", "en"):
        with translation.override(language):
            _open(city, drawn)
    assert drawn.times == 2


def test_what_this_transaction_has_changed_itself_is_never_kept(city: City, drawn: Drawn) -> None:
    drawn.version = None
    _open(city, drawn)
    _open(city, drawn)
    assert drawn.times == 2


def test_that_there_is_nothing_is_kept_where_panels_are_not(city: City, drawn: Drawn) -> None:
    asked = []

    def source(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
        asked.append(now)
        return drawn.panels(reader, programme, now) if len(asked) < 3 else []

    reader = reader_of(city.people[Role.COORDINATOR].pk)
    found = [
        len(module.kept_panels((Kept((source,), only_nothing=True),), reader, city.programme, NOW))
        for _ in range(5)
    ]
    assert (found, len(asked)) == ([1, 1, 0, 0, 0], 3)
