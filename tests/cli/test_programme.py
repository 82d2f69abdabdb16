"""`vapenvila programme open` gives a city an empty programme and its first administrator a way in."""

import json

import pytest
from django.test import Client

from vapenvila.cli.__main__ import run
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Mission, Programme

pytestmark = pytest.mark.django_db

OPEN = ["programme", "open", "sommarhamn", "--name", "Sommarhamn", "--agency", "Sommarhamns kommun"]
WHO = ["--administrator", "alva@sommarhamn.example", "--person", "Alva Uppdikt"]


def test_the_administrator_chooses_a_password_by_the_link_and_has_one_mission(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*OPEN, *WHO, "--json"]) == 0
    link = json.loads(capsys.readouterr().out)["link"]
    page = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    assert page.status_code == 200
    assert b'type="password"' in page.content
    mission = Mission.objects.get(user=User.objects.get(email="alva@sommarhamn.example"))
    assert mission.roles == ["administrator"]
    assert mission.room.programme.status == "exploring"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["programme", "open", "Sommar Hamn", *OPEN[3:], *WHO], "valid"),
        ([*OPEN, "--administrator", "not an address"], "valid"),
        ([*OPEN, *WHO, "--kind", "civil"], "This role cannot be held in an agency of this kind."),
    ],
)
def test_bad_input_gets_one_sentence_and_nothing_is_left_behind(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""
    assert not Programme.objects.filter(name="Sommarhamn").exists()
    assert not User.objects.filter(email="alva@sommarhamn.example").exists()


def test_a_short_name_is_given_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*OPEN, *WHO]) == 0
    assert run([*OPEN, *WHO]) == 2
    assert "There is already a programme with this short name." in capsys.readouterr().err
