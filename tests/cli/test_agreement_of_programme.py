"""`vapenvila evaluate agreement --programme`: of a finished blind sample, under the rights of whoever stands for it."""

import json

import pytest

from tests.cast import City, build_city
from tests.web.incident_coding.made_up import a_sample, judge_whole, judged_incidents
from vapenvila.cli.__main__ import run
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
COMMAND = ["evaluate", "agreement", "--programme", "vinterhamn"]


@pytest.fixture
def city() -> City:
    return build_city()


def by(city: City, role: Role = Role.PROJECT_LEADER) -> list[str]:
    return ["--by", city.people[role].email]


def reads(city: City) -> int:
    with acting(programmes=[city.programme.pk]):
        return AuditEvent.objects.filter(act="blind_sample.read").count()


def test_a_finished_sample_is_told_as_on_its_page_and_the_reading_is_on_record(
    capsys: pytest.CaptureFixture[str], city: City
) -> None:
    judged_incidents(city, 12)
    sample = a_sample(city)
    judge_whole(city, sample, differing=3)
    before = reads(city)
    capsys.readouterr()
    assert run([*COMMAND, *by(city), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["sample"], said["incidents"], said["differ"]) == (sample.no, sample.size, 3)
    assert said["measured"][0]["what"] == "all"
    assert reads(city) == before + 1
    assert run([*COMMAND, *by(city), "--sample", str(sample.no), "--lang", "sv"]) == 0
    assert "Kappa" in capsys.readouterr().out


def test_nothing_is_told_before_a_sample_is_judged_whole_or_to_whoever_may_not(
    capsys: pytest.CaptureFixture[str], city: City
) -> None:
    judged_incidents(city, 12)
    sample = a_sample(city)
    judge_whole(city, sample, only=2)
    for more, sentence in (
        ([*by(city), "--sample", str(sample.no)], "nothing is told of it before it is judged whole"),
        ([*by(city)], "No blind sample of vinterhamn is judged whole."),
        ([*by(city), "--sample", "77"], "has no blind sample no. 77"),
        (["--by", "nobody@example.org"], "Nobody signs in as nobody@example.org."),
        ([*by(city, Role.STEERING_GROUP_MEMBER)], "may not do this"),
        ([], "needs --programme and --by"),
        ([*by(city), "--data", "judged.csv"], "not both"),
    ):
        capsys.readouterr()
        assert run([*COMMAND, *more]) != 0
        told = capsys.readouterr()
        assert sentence in " ".join(f"{told.out} {told.err}".split()), more
        assert "Kappa" not in told.out


def test_whoever_judges_blind_now_hears_nothing_of_what_others_judged(
    capsys: pytest.CaptureFixture[str], city: City
) -> None:
    judged_incidents(city, 24)
    finished = a_sample(city)
    judge_whole(city, finished)
    a_sample(city, seed=8)
    asked = [*COMMAND, "--sample", str(finished.no)]
    capsys.readouterr()
    assert run([*asked, *by(city, Role.POLICE_ANALYST)]) != 0
    told = capsys.readouterr()
    assert "judges incidents blind now" in " ".join(f"{told.out} {told.err}".split())
    assert "Kappa" not in told.out
    assert run([*asked, *by(city)]) == 0
    assert User.objects.filter(pk=city.people[Role.PROJECT_LEADER].pk).update(is_active=False) == 1
    assert run([*asked, *by(city)]) != 0
