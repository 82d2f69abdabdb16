"""Pages of the group audit: an audit from plan to freezing by the forms alone, the grid, the compartment, the difference."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.group_audit.made_up import (
    a_colleague,
    a_keeper,
    answering,
    at,
    disagreeing,
    frozen,
    known,
    lines,
    on_the_table,
    planned,
    told,
    two_groups,
)
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.group_audit.models import AuditAnswer, AuditFinding, AuditLine, GroupAudit
from vapenvila.web.groups.models import GroupActivity, GroupName
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
NOTHING = {"reliability": "", "credibility": ""}
COLUMNS = ("own_name", "called", "area", "size", "activity", "does", "feuds", "alliances", "inside")


@pytest.fixture
def city() -> City:
    return build_city()


def a_month_on() -> str:
    return (timezone.localdate() + timedelta(days=30)).isoformat()


def address(city: City, *parts: object) -> str:
    return f"/p/{city.programme.slug}/audits/" + "".join(f"{part}/" for part in parts)


def grid_of(rows: list[AuditLine], *written: dict[str, str]) -> dict[str, list[str]]:
    """The grid as a browser sends it: one list a column."""
    sent = {"line": [str(row.pk) for row in rows]}
    for name in (*COLUMNS, "reliability", "credibility"):
        sent[name] = [one.get(name, "") for one in written]
    return sent


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


def test_nothing_is_frozen_while_questions_are_left(client: Client, city: City) -> None:
    audit = on_the_table(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(address(city, audit.pk, "step", "freeze"), follow=True)
    assert "Questions are left to settle" in answer.text
    with at(city, None):
        assert GroupAudit.objects.get(pk=audit.pk).state == "settling"


def test_who_does_not_lead_reads_the_table_and_writes_nothing(client: Client, city: City) -> None:
    audit = on_the_table(city)
    first = lines(city, audit)[0]
    city.sign_in(client, Role.SOCIAL_WORKER)
    there = address(city, audit.pk, "table", first.pk)
    assert "20–30" in client.get(there).text
    client.post(there, {"question": "size", "open": "1", "follow_up": "x"})
    with at(city, None):
        assert not AuditFinding.objects.exclude(outcome="").exists()
    assert client.post(address(city, audit.pk, "step", "freeze")).status_code == 403


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


def test_an_outreach_worker_tells_and_the_named_person_lets_out(client: Client, city: City) -> None:
    audit = answering(city, AgencyKind.POLICE, AgencyKind.SOCIAL, AgencyKind.CIVIL)
    first = lines(city, audit)[0]
    worker, lead = a_colleague(city, AgencyKind.CIVIL, "worker"), a_colleague(city, AgencyKind.CIVIL, "lead")
    a_keeper(city, AgencyKind.CIVIL, lead)
    told(city, AgencyKind.CIVIL, worker, first, size=known(low=10, high=12))
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    assert "Kajen" in client.get(address(city, "outreach")).text
    page = address(city, audit.pk, "outreach", first.pk)
    sent = {"size_low": "11", "size_high": "15", "size_reliability": "B", "size_credibility": "2"}
    assert client.post(page, sent).status_code == 302
    assert client.get(address(city, audit.pk, "outreach", first.pk, "release")).status_code == 403
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    release = address(city, audit.pk, "outreach", first.pk, "release")
    shown = client.get(release).text
    assert "10–12" in shown
    assert "11–15" in shown
    assert worker.name not in shown
    sent = {
        "question": "size",
        "size_low": "10",
        "size_high": "15",
        "size_reliability": "C",
        "size_credibility": "3",
    }
    assert client.post(release, sent).status_code == 302
    with at(city, AgencyKind.CIVIL, lead):
        assert AuditAnswer.objects.get().outreach_workers == 2
    assert (
        client.post(address(city, audit.pk, "outreach-hand-in"), {"attendees": "Manager"}).status_code == 302
    )


def test_police_find_no_compartment_and_an_association_finds_no_audit(client: Client, city: City) -> None:
    audit = planned(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    assert client.get(address(city, "outreach")).status_code == 403
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    assert client.get(address(city, audit.pk)).status_code == 403


def test_an_administrator_names_the_reader_and_never_themselves(client: Client, city: City) -> None:
    admin = city.sign_in(client, Role.ADMINISTRATOR)
    page = client.get(address(city, "keepers")).text
    assert admin.name not in page.split("<select")[1].split("</select>")[0]
    who = f"{city.rooms[AgencyKind.SOCIAL].pk}:{city.people[Role.SOCIAL_WORKER].pk}"
    assert client.post(address(city, "keepers"), {"who": who, "first_day": "2026-11-30"}).status_code == 302
    assert city.people[Role.SOCIAL_WORKER].name in client.get(address(city, "keepers")).text
