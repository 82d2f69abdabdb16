"""A job's work and the mark that it is done are one; nobody does it twice."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import City, build_city
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import Area
from vapenvila.web.jobs.models import JobProgress, JobState
from vapenvila.web.jobs.own_connection import OwnConnection
from vapenvila.web.jobs.progress import AnotherWorksError, JobRefusedError, doing, start
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _waiting_job(city: City, by: Role = Role.COORDINATOR) -> JobProgress:
    with acting(programmes=[city.programme.pk]):
        return start(
            programme=city.programme.pk,
            by=city.people[by].pk,
            at=NOW,
            what="Import of incidents",
            leads_to="/there/",
        )


def _again(city: City, job: JobProgress) -> JobProgress:
    with acting(programmes=[city.programme.pk]):
        return JobProgress.objects.get(pk=job.pk)


def test_work_that_is_done_is_not_done_again() -> None:
    city = build_city()
    job = _waiting_job(city)
    for name in ("first", "second"):
        with doing(job.pk, programme=city.programme.pk) as bar:
            if bar is not None:
                Area.objects.create(programme=city.programme, name=name)
                bar.advance(1, of=2)
                bar.conclude("%(rows)s rows", {"rows": 7})
    with acting(programmes=[city.programme.pk]):
        assert list(Area.objects.values_list("name", flat=True)) == ["first"]
    after = _again(city, job)
    assert (after.state, after.percent, after.told) == (JobState.DONE, 100, "7 rows")


def test_refused_work_leaves_nothing_behind() -> None:
    city = build_city()
    job = _waiting_job(city)
    with doing(job.pk, programme=city.programme.pk):
        Area.objects.create(programme=city.programme, name="half")
        raise JobRefusedError("The file is empty.")
    with acting(programmes=[city.programme.pk]):
        assert not Area.objects.exists()
    assert _again(city, job).state != JobState.DONE


def test_nobody_works_beside_a_living_worker() -> None:
    city = build_city()
    job = _waiting_job(city)
    with OwnConnection(city.programme.pk) as living:
        assert living.lock(job.pk)
        with pytest.raises(AnotherWorksError), doing(job.pk, programme=city.programme.pk):
            pass


def test_a_job_is_shown_to_the_person_who_started_it_and_to_nobody_else(client: Client) -> None:
    city = build_city()
    job = _waiting_job(city)
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(f"/p/vinterhamn/jobs/{job.pk}/")
    assert page.status_code == 200
    assert "hx-get" in page.content.decode()
    city.sign_in(client, Role.PROJECT_LEADER)
    assert client.get(f"/p/vinterhamn/jobs/{job.pk}/").status_code == 404
    assert client.get(f"/p/vinterhamn/jobs/{uuid4()}/").status_code == 404


def test_the_bar_alone_is_sent_while_the_page_is_open(client: Client) -> None:
    city = build_city()
    job = _waiting_job(city)
    city.sign_in(client, Role.COORDINATOR)
    part = client.get(f"/p/vinterhamn/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="job"')
