"""Pages of the group audit: an audit from plan to freezing by the forms alone, the grid, the compartment, the difference."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.group_audit.at_the_desk import a_month_on, address, grid_of
from tests.web.group_audit.made_up import (
    answering,
    at,
    disagreeing,
    frozen,
    lines,
    on_the_table,
    two_groups,
)
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.group_audit.models import AuditAnswer, AuditFinding, GroupAudit
from vapenvila.web.groups.models import GroupActivity, GroupName
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
NOTHING = {"reliability": "", "credibility": ""}


@pytest.fixture
def city() -> City:
    return build_city()


def test_an_audit_is_planned_opened_and_answered(client: Client, city: City) -> None:
    two_groups(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    rooms = [str(city.rooms[kind].pk) for kind in (AgencyKind.POLICE, AgencyKind.SOCIAL)]
    answer = client.post(
        address(city, "new"),
        {"planned_on": "2026-12-01", "rooms": rooms, "takes": "every", "agenda": "Every group"},
        follow=True,
    )
    assert answer.status_code == 200
    with at(city, None):
        audit = GroupAudit.objects.get()
    client.post(address(city, audit.pk, "step", "open"))
    first = lines(city, audit)[0]
    page = client.get(address(city, audit.pk, "answers", first.pk))
    assert "How many are they" in page.text
    answer = client.post(
        address(city, audit.pk, "answers", first.pk),
        {
            "size_low": "5",
            "size_high": "9",
            "size_reliability": "B",
            "size_credibility": "2",
            "inside_unknown": "on",
        },
    )
    assert answer.status_code == 302
    with at(city, AgencyKind.POLICE):
        assert {(a.question, a.known) for a in AuditAnswer.objects.all()} == {
            ("size", True),
            ("inside", False),
        }
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert "5–9" not in client.get(address(city, audit.pk)).text


def test_an_answer_without_a_grade_is_told_at_its_field(client: Client, city: City) -> None:
    audit = answering(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(
        address(city, audit.pk, "answers", lines(city, audit)[0].pk), {"size_low": "5", "size_high": "9"}
    )
    assert answer.status_code == 422
    assert "Say how sure it is" in answer.text


def test_an_answer_that_names_a_person_is_stopped(client: Client, city: City) -> None:
    audit = answering(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(
        address(city, audit.pk, "answers", lines(city, audit)[0].pk),
        {"area": "Hemma hos Anna Andersson", "area_reliability": "B", "area_credibility": "2"},
    )
    assert answer.status_code == 422
    assert "<mark>Anna Andersson</mark>" in answer.text


def test_each_row_of_the_grid_is_saved_by_itself_and_errors_name_row_and_field(
    client: Client, city: City
) -> None:
    audit = answering(city)
    rows = lines(city, audit)
    city.sign_in(client, Role.POLICE_ANALYST)
    good = {
        "size": "10-20",
        "does": "1, 3",
        "feuds": "2",
        "inside": "?",
        "reliability": "B",
        "credibility": "2",
    }
    answer = client.post(address(city, audit.pk, "grid"), grid_of(rows, good, {"size": "many", "does": "9"}))
    assert answer.status_code == 422
    assert "Row 2, Size: Write one number" in answer.text
    assert "Row 2, What they do: 9 is none of the numbers." in answer.text
    with at(city, AgencyKind.POLICE):
        found = {a.question: a for a in AuditAnswer.objects.filter(line=rows[0])}
        assert (found["size"].low, found["size"].high, found["does"].chosen) == (
            10,
            20,
            ["drugs", "shootings"],
        )
        assert found["feuds"].chosen == [str(rows[1].pk)]
        assert not found["inside"].known
        assert not AuditAnswer.objects.filter(line=rows[1]).exists()
    again = client.get(address(city, audit.pk, "grid")).text
    assert 'value="10-20"' in again
    assert 'value="1, 3"' in again


def test_what_is_typed_back_unchanged_writes_nothing_and_none_of_them_is_an_answer(
    client: Client, city: City
) -> None:
    audit = disagreeing(city)
    rows = lines(city, audit)
    city.sign_in(client, Role.POLICE_ANALYST)
    same = {"size": "20-30", "activity": "active", "area": "Kajen", "reliability": "B", "credibility": "2"}
    answer = client.post(address(city, audit.pk, "grid"), grid_of(rows, same, {}), follow=True)
    assert "Nothing was changed." in answer.text
    client.post(address(city, audit.pk, "grid"), grid_of(rows, same | {"feuds": "0"}, {}))
    with at(city, AgencyKind.POLICE):
        assert AuditAnswer.objects.get(question="feuds").chosen == []


def test_the_room_sees_where_agencies_disagree_and_settles(client: Client, city: City) -> None:
    audit = on_the_table(city)
    first = lines(city, audit)[0]
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get(address(city, audit.pk, "table", first.pk)).text
    assert "20–30" in page
    assert "5–9" in page
    assert page.count("apart-open") == 2
    there = address(city, audit.pk, "table", first.pk)
    assert client.get(f"{there}?settle=size").status_code == 200
    agreed = {
        "question": "size",
        "size_low": "10",
        "size_high": "20",
        "size_reliability": "C",
        "size_credibility": "3",
    }
    assert client.post(there, agreed).status_code == 302
    left = {"question": "activity", "open": "1", "follow_up": "Police ask before February"}
    assert client.post(there, left).status_code == 302
    assert client.post(there, {"question": "activity", "open": "1", "follow_up": ""}).status_code == 422
    client.post(address(city, audit.pk, "step", "alike"))
    with at(city, None):
        area = AuditFinding.objects.get(line=first, question="area")
        assert (area.outcome, area.text.casefold(), str(area.grade())) == ("agreed", "kajen", "D4")
    client.post(address(city, audit.pk, "step", "freeze"))
    with at(city, None):
        assert GroupAudit.objects.get(pk=audit.pk).state == "frozen"
    assert "never changes" in client.get(address(city, audit.pk)).text


def test_freezing_states_nothing_and_an_agreed_answer_is_stated_by_an_act_of_its_own(
    client: Client, city: City
) -> None:
    audit = on_the_table(city)
    first = lines(city, audit)[0]
    with at(city, AgencyKind.POLICE):
        before = GroupActivity.objects.count()
    city.sign_in(client, Role.POLICE_ANALYST)
    there = address(city, audit.pk, "table", first.pk)
    for question, answer in (
        ("size", {"size_low": "10", "size_high": "20"}),
        ("activity", {"activity": "active"}),
    ):
        grade = {f"{question}_reliability": "B", f"{question}_credibility": "2"}
        assert client.post(there, {"question": question, **answer, **grade}).status_code == 302
    client.post(address(city, audit.pk, "step", "alike"))
    client.post(address(city, audit.pk, "step", "freeze"))
    with at(city, AgencyKind.POLICE):
        assert GroupActivity.objects.count() == before
        finding = AuditFinding.objects.get(line=first, question="size")
    page = address(city, audit.pk, "state", finding.pk)
    assert "Group audit no. 1" in client.get(page).text
    assert client.post(page).status_code == 302
    with at(city, AgencyKind.POLICE):
        said = GroupActivity.objects.order_by("recorded_at").last()
        assert said is not None
        assert (said.size_low, said.size_high, said.source, said.basis) == (
            10,
            20,
            "Group audit no. 1",
            "group_audit",
        )
    assert client.post(page).status_code == 422  # once


def test_the_next_audit_shows_the_difference(client: Client, city: City) -> None:
    earlier = frozen(city, when=timezone.now() - timedelta(days=95))
    with acting(programmes=[city.programme.pk]):
        GroupName.objects.all().delete()
        GroupActivity.objects.all().delete()
    new = two_groups(city, timezone.now() - timedelta(days=1))
    later = frozen(city)
    assert later.compares_to == earlier.pk
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(address(city, later.pk, "difference")).text
    assert new[0].code in page
    assert "groups gone" in page


def test_an_old_audit_turns_the_light(client: Client, city: City) -> None:
    frozen(city, when=timezone.now() - timedelta(days=120))
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(address(city)).text
    assert "audit-age-amber" in page
    assert "K09" in page
    assert "The group audit of this quarter is due" in client.get(f"/p/{city.programme.slug}/").text


def test_the_paper_form_is_a_numbered_print(client: Client, city: City) -> None:
    audit = answering(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    wish = {"purpose": "To answer on paper", "recipient": "Police", "expires_on": a_month_on()}
    answer = client.post(address(city, audit.pk, "paper"), wish)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in answer.content
    with at(city, None):
        assert ExportRecord.objects.get().kind == "audit_form"
