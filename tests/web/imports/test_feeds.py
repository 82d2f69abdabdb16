"""Sources on the web: off until the project leader switches them on, asked politely, and never into the own network."""

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.test import Client
from typer.testing import CliRunner

from tests.cast import City, build_city
from tests.web.imports.files import NOW
from tests.web.imports.register import enter
from tests.web.imports.web_source import EVENTS, Source, web_source
from vapenvila.cli.importing import app
from vapenvila.rules.roles import Role
from vapenvila.rules.web_address import may_ask, may_connect
from vapenvila.web.imports import tasks, unattended
from vapenvila.web.imports.actions.feeds import ask_feed, switch_feed
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.fetching import Marks, Wire, fetch
from vapenvila.web.imports.models import FeedConnection, ImportBatch
from vapenvila.web.incidents.models import Incident
from vapenvila.web.wall.acting import acting


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[Source, Wire]]:
    with web_source(tmp_path) as found:
        yield found


def test_a_file_is_fetched_with_a_polite_name_and_its_marks(web: tuple[Source, Wire], tmp_path: Path) -> None:
    source, wire = web
    marks = fetch(f"{source.place}/events", to=tmp_path / "x", wire=wire)
    assert marks == Marks('"one"', "Fri, 27 Feb 2026 08:00:00 GMT")
    assert b"Skottlossning" in (tmp_path / "x").read_bytes()
    assert source.asked[0][1]["User-Agent"].startswith("Vapenvila/")
    assert fetch(f"{source.place}/events", to=tmp_path / "y", marks=marks, wire=wire) is None
    assert source.asked[1][1]["If-Modified-Since"] == "Fri, 27 Feb 2026 08:00:00 GMT"
    assert not (tmp_path / "y").exists()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "503"),
        ("/large", "larger than"),
        ("/slow", "did not answer in time"),
        ("/short", "broke off"),
        ("/to?http://localhost/events", "https://"),
        ("/to?https://10.0.0.7/events", "private network"),
        ("/to?https://[::ffff:192.168.1.1]/", "private network"),
        ("/to?https://me:secret@localhost/", "password"),
        ("/to?https://localhost:x/", "cannot be read"),
    ],
)
def test_what_goes_wrong_on_the_way_is_told(
    web: tuple[Source, Wire], tmp_path: Path, path: str, words: str
) -> None:
    source, wire = web
    with pytest.raises(SaidError, match=words):
        fetch(f"{source.place}{path}", to=tmp_path / "x", wire=wire)


def test_a_circle_of_redirects_ends(web: tuple[Source, Wire], tmp_path: Path) -> None:
    source, wire = web
    with pytest.raises(SaidError, match="too many times"):
        fetch(f"{source.place}/to?/to?/to?/to?/to?/events", to=tmp_path / "x", wire=wire)
    assert fetch(f"{source.place}/to?/to?/events", to=tmp_path / "x", wire=wire) is not None


def test_a_certificate_nobody_trusts_is_refused(web: tuple[Source, Wire], tmp_path: Path) -> None:
    source, wire = web
    with pytest.raises(SaidError, match="certificate"):
        fetch(f"{source.place}/events", to=tmp_path / "x", wire=replace(wire, context=Wire().context))


def test_without_leave_this_machine_is_not_reached(web: tuple[Source, Wire], tmp_path: Path) -> None:
    source, _ = web
    with pytest.raises(SaidError, match="private network"):
        fetch(f"{source.place}/events", to=tmp_path / "x")
    assert source.asked == []


@pytest.mark.parametrize(
    "machine",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
     "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:0a00:0001::1", "::", "ff02::1"],
)  # fmt: skip
def test_a_machine_of_a_private_network_is_never_connected_to(machine: str) -> None:
    assert not may_connect(ip_address(machine))


def test_a_machine_of_the_open_web_may_be_connected_to() -> None:
    assert may_connect(ip_address("185.20.205.1"))
    assert may_connect(ip_address("2a00:1450:400f::200e"))


@pytest.mark.parametrize(
    "address", ["http://polisen.se/", "ftp://x/", "https://", "//x", "file:///etc/passwd", "https://[x"]
)
def test_only_encrypted_addresses_are_asked(address: str) -> None:
    assert not may_ask(address)


@pytest.fixture
def city() -> City:
    return build_city()


def _feed(city: City, source: Source, path: str = "/events") -> FeedConnection:
    leader = city.people[Role.PROJECT_LEADER]
    with acting(user=leader.pk, programmes=[city.programme.pk]):
        feed = switch_feed(programme=city.programme, profile="polisen", on=True, by=leader, at=NOW)
        feed.address = f"{source.place}{path}"
        feed.save()
    return feed


@pytest.mark.django_db
def test_what_is_new_comes_in_once_and_nothing_new_leaves_no_batch(
    web: tuple[Source, Wire], city: City
) -> None:
    source, wire = web
    feed = _feed(city, source)
    first = ask_feed(programme=city.programme, feed=feed.pk, at=NOW, wire=wire)
    assert (first.problem, first.etag, first.answered_at) == ("", '"one"', NOW)
    enter(city)
    assert Incident.objects.count() == 1  # the traffic accident stays outside
    assert Incident.objects.get().state == "reported"
    ask_feed(programme=city.programme, feed=feed.pk, at=NOW, wire=wire)  # not changed
    source.events = [*EVENTS, {**EVENTS[0], "id": 900003, "type": "Trafikolycka"}]
    FeedConnection.objects.update(etag="")
    ask_feed(
        programme=city.programme, feed=feed.pk, at=NOW, wire=wire
    )  # changed, but nothing for the register
    enter(city)
    assert (ImportBatch.objects.count(), Incident.objects.count()) == (1, 1)
    assert FeedConnection.objects.get().batch == ImportBatch.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "words"), [("/gone", "503"), ("/page", "column")])
def test_a_source_in_trouble_is_told_and_the_register_stays(
    web: tuple[Source, Wire], city: City, path: str, words: str
) -> None:
    source, wire = web
    told = ask_feed(programme=city.programme, feed=_feed(city, source, path).pk, at=NOW, wire=wire)
    assert words in told.problem.format(**told.problem_values)
    assert (told.asked_at, told.answered_at) == (NOW, None)
    enter(city)
    assert not Incident.objects.exists()
    assert not ImportBatch.objects.exists()


@pytest.mark.django_db
def test_nothing_is_asked_before_somebody_has_switched_it_on(
    web: tuple[Source, Wire], city: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, wire = web
    monkeypatch.setattr(
        tasks, "ask_feed", lambda **values: ask_feed(**values, wire=wire)  # the same act over the test's own wire
    )  # fmt: skip
    tasks.ask_feeds.func(timestamp=0)
    assert source.asked == []
    place = "/p/vinterhamn/imports/feeds/"
    city.sign_in(client, Role.POLICE_ANALYST)
    shown = client.get(place).content.decode()
    assert "Switched off" in shown
    assert "Your role does not include this." in shown
    assert client.post(f"{place}polisen/", {"on": "1"}).status_code == 403
    city.sign_in(client, Role.PROJECT_LEADER)
    assert client.post(f"{place}other/", {"on": "1"}).status_code == 404
    assert "Switched on" in client.post(f"{place}polisen/", {"on": "1"}, follow=True).content.decode()
    enter(city)
    feed = FeedConnection.objects.get()
    assert feed.address == "https://polisen.se/api/events"
    FeedConnection.objects.update(address=f"{source.place}/events")
    tasks.ask_feeds.func(timestamp=0)
    assert len(source.asked) == 1
    client.post(f"{place}polisen/", {"on": "0"})
    tasks.ask_feeds.func(timestamp=0)
    assert len(source.asked) == 1


@pytest.mark.django_db
def test_the_command_line_fetches_from_an_address(web: tuple[Source, Wire], city: City) -> None:
    source, wire = web
    told = unattended.import_address(
        f"{source.place}/events", profile="polisen", programme="vinterhamn", dry_run=False,
        progress=lambda *_: None, at=NOW, wire=wire,
    )  # fmt: skip
    assert (told["created"], told["skipped"]) == (1, 1)
    again = unattended.import_address(
        f"{source.place}/events", profile="polisen", programme="vinterhamn", dry_run=False,
        progress=lambda *_: None, at=NOW, wire=wire,
    )  # fmt: skip
    assert (again["created"], again["unchanged"]) == (0, 1)


@pytest.mark.django_db
def test_the_command_line_wants_one_file_or_one_address(city: City, tmp_path: Path) -> None:
    for arguments in ([], [str(tmp_path / "x.csv"), "--from-url", "https://polisen.se/"]):
        answer = CliRunner().invoke(
            app, ["incidents", *arguments, "--profile", "polisen", "--programme", "vinterhamn"]
        )
        assert "Name one file, or one address" in str(answer.exception)
