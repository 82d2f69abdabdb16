"""A blind sample from drawing to settling: judged by one person once, compared, settled by another with a reason."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incident_coding.made_up import (
    LONG_AGO,
    a_sample,
    address,
    judge,
    judge_whole,
    judged_incidents,
)
from tests.web.reviews.table import DAY, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incident_coding.models import BlindJudgement, BlindSample, Settlement
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import GroupLink, Side

pytestmark = pytest.mark.django_db

ANSWER = {
    f"{side}-{field}": value
    for side in ("victim", "offender")
    for field, value in (("status", "not_gmi"), ("group_name", ""), ("basis_kind", "none"))
}


@pytest.fixture
def city() -> City:
    return build_city()


def test_the_project_leader_draws_and_the_seed_stays_with_the_sample(city: City, client: Client) -> None:
    judged_incidents(city, 12)
    city.sign_in(client, Role.PROJECT_LEADER)
    sent = {
        "first_day": f"{LONG_AGO - DAY:%Y-%m-%d}",
        "last_day": f"{LONG_AGO + 100 * DAY:%Y-%m-%d}",
        "size": "10",
        "coder": str(city.people[Role.POLICE_ANALYST].pk),
        "by_status": "on",
    }
    counted = client.get(address(city, "samples", "new"), sent).content.decode()
    assert "<strong>12</strong> judged incidents" in counted
    assert client.post(address(city, "samples", "new"), sent).status_code == 302
    with at_work(city):
        made = BlindSample.objects.get()
        event = AuditEvent.objects.get(act="blind_sample.drawn")
    assert (made.size, made.frame, made.by_status, made.no) == (10, 12, True, 1)
    assert event.details["seed"] == made.seed
    assert b"of 12 incidents" in client.get(address(city)).content


def test_a_sample_of_nothing_is_refused_on_the_page(city: City, client: Client) -> None:
    city.sign_in(client, Role.PROJECT_LEADER)
    coder = str(city.people[Role.POLICE_ANALYST].pk)
    sent = {"first_day": "2020-01-01", "last_day": "2020-12-31", "size": "10", "coder": coder}
    page = client.post(address(city, "samples", "new"), sent)
    assert page.status_code == 422
    assert b"Fewer than 10 judged incidents" in page.content


def test_the_second_coder_judges_once_and_the_first_judgement_stays(city: City, client: Client) -> None:
    judged_incidents(city, 10)
    sample = a_sample(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    first = client.get(address(city, "samples", sample.pk), follow=True)
    page = first.redirect_chain[-1][0]
    assert '<option value="" selected' in first.content.decode()  # nothing is chosen beforehand
    for incomplete in ({**ANSWER, "victim-status": ""}, {}):
        assert client.post(page, incomplete).status_code == 422
    onward = client.post(page, ANSWER)
    assert onward.status_code == 302
    assert onward["Location"] != page
    again = client.post(page, {**ANSWER, "victim-status": "unknown"})
    assert b"A blind judgement is given once" in again.content
    with at_work(city):
        assert list(BlindJudgement.objects.values_list("status", flat=True)) == ["not_gmi", "not_gmi"]
        assert GroupAssessment.objects.count() == 20


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROJECT_LEADER])
def test_nobody_else_judges_in_the_sample(city: City, client: Client, role: Role) -> None:
    made = judged_incidents(city, 10)
    sample = a_sample(city)
    city.sign_in(client, role)
    assert client.get(address(city, "samples", sample.pk, made[0].number)).status_code == 404
    page = client.get(address(city, "samples", sample.pk), follow=True).content.decode()
    assert "The sample is not judged whole" in page


def test_a_difference_is_settled_by_another_with_a_reason_and_all_three_stay(
    city: City, client: Client
) -> None:
    judged_incidents(city, 10)
    sample = a_sample(city)
    judge_whole(city, sample, differing=2)
    city.sign_in(client, Role.PROJECT_LEADER)
    page = client.get(address(city, "samples", sample.pk, "agreement")).content.decode()
    assert "2 sides are not settled" in page
    with at_work(city):
        item = sample.items.order_by("place")[0]
        number = item.incident.number
    settle = address(city, "samples", sample.pk, number, "victim", "settle")
    assert client.post(settle, {"status": "not_gmi", "reason": ""}).status_code == 422
    assert client.post(settle, {"status": "not_gmi", "reason": "Nothing links him to it"}).status_code == 302
    with at_work(city):
        settled = Settlement.objects.get()
        history = GroupAssessment.objects.filter(incident=item.incident, side="victim").order_by("decided_at")
        assert [row.status for row in history] == ["confirmed", "not_gmi"]
        assert settled.stands.supersedes_id == item.first_victim_id
        assert settled.stands.decided_by == city.people[Role.PROJECT_LEADER]
        assert BlindJudgement.objects.filter(item=item, side="victim").get().status == "not_gmi"
    assert (
        "1 side is not settled"
        in client.get(address(city, "samples", sample.pk, "agreement")).content.decode()
    )
    assert client.post(settle, {"status": "unknown", "reason": "Anew"}).status_code == 422


def test_whoever_judged_second_does_not_settle_alone(city: City, client: Client) -> None:
    judged_incidents(city, 10)
    sample = a_sample(city)
    judge_whole(city, sample, differing=1)
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get(address(city, "samples", sample.pk, "agreement")).content.decode()
    assert "does not settle alone" in page
    with at_work(city):
        number = sample.items.order_by("place")[0].incident.number
    settle = address(city, "samples", sample.pk, number, "victim", "settle")
    assert client.post(settle, {"status": "not_gmi", "reason": "Mine"}).status_code == 422


def test_agreement_is_compared_with_what_stood_when_the_sample_was_drawn(city: City, client: Client) -> None:
    made = judged_incidents(city, 10)
    sample = a_sample(city)
    for incident in made:
        judge(city, incident, Side.VICTIM, GroupLink.NOT_GMI, by=city.people[Role.PROJECT_LEADER])
    judge_whole(city, sample)
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(address(city, "samples", sample.pk, "agreement")).content.decode()
    assert "100 % of the judgements are the same" in page
    assert "only 10" in page  # too few cases to lean on, and the page says so


def test_a_sample_put_away_takes_no_more_judgements(city: City, client: Client) -> None:
    made = judged_incidents(city, 10)
    sample = a_sample(city)
    city.sign_in(client, Role.PROJECT_LEADER)
    assert client.post(address(city, "samples", sample.pk, "close")).status_code == 302
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.post(address(city, "samples", sample.pk, made[0].number), ANSWER).content.decode()
    assert "The sample is put away" in page
    with at_work(city):
        assert not BlindJudgement.objects.exists()
