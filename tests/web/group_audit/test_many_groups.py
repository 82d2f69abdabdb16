"""An audit of more groups than fit on a page: which groups it takes, pages that lose nothing, the paper, the end."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import City, build_city
from tests.web.group_audit.at_the_desk import a_month_on, address, grid_of
from tests.web.group_audit.made_up import answering, at, known, lines, planned, say, two_groups
from tests.web.group_map.made_up import an_act
from tests.web.groups.made_up import a_group, a_label, activity, an_area, said_now
from vapenvila.rules.group_audit import MOST_LINES, may_open_answering
from vapenvila.rules.group_statement import Says, review_due
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.group_audit.actions.planning import open_answering, plan_audit
from vapenvila.web.group_audit.forms.other_groups import OtherGroup, groups_field
from vapenvila.web.group_audit.models import AuditAnswer, AuditFinding, AuditLine, GroupAudit
from vapenvila.web.group_audit.vocabulary import Takes
from vapenvila.web.groups.models import Group, GroupName
from vapenvila.web.incidents.models import Area
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
MANY = 230  # more than any audit could hold before, and more than are printed at once
HARBOUR = {"type": "Polygon", "coordinates": [[[18.0, 59.3], [18.2, 59.3], [18.2, 59.5], [18.0, 59.3]]]}
INLAND = {"type": "Polygon", "coordinates": [[[17.0, 59.3], [17.2, 59.3], [17.2, 59.5], [17.0, 59.3]]]}


@pytest.fixture
def city() -> City:
    return build_city()


def many_groups(city: City, number: int = MANY) -> list[Group]:
    """Groups with a label each, written in two statements."""
    analyst, today, now = city.people[Role.POLICE_ANALYST], timezone.localdate(), timezone.now()
    grade = Grade(Reliability.B, Credibility.PROBABLE)
    with acting(programmes=[city.programme.pk]):
        groups = Group.objects.bulk_create(
            Group(programme=city.programme, number=n, code=f"G{n:04d}", created_by=analyst, created_at=now)
            for n in range(1, number + 1)
        )
        GroupName.objects.bulk_create(
            GroupName(
                programme=city.programme, group=group, text=f"Gatan {group.number}", use="label", used_by="police",
                from_on=date(2026, 1, 1), source="Made-up protocol", source_on=today, basis="agency_knowledge",
                nature="assessment", author=analyst, recorded_at=now - timedelta(minutes=5), reliability="B",
                credibility=2, review_by=review_due(Says.NAME, source_on=today, grade=grade),
            )
            for group in groups
        )  # fmt: skip
    return groups


def a_large_audit(client: Client, city: City) -> tuple[GroupAudit, list[AuditLine]]:
    """Open for answers, with the analyst of the police at the keyboard."""
    many_groups(city)
    audit = answering(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    return audit, lines(city, audit)


def laid(**more: str) -> dict[str, str]:
    """What laying the answers on the table asks for."""
    return {"without": "1", "held_on": timezone.localdate().isoformat(), **more}


def taking(city: City, takes: Takes, area: Area | None = None) -> GroupAudit:
    """An audit that takes some of the groups, open for answers."""
    now = timezone.now()
    with at(city, AgencyKind.POLICE) as by:
        rooms = [city.rooms[kind] for kind in (AgencyKind.POLICE, AgencyKind.SOCIAL)]
        audit = plan_audit(
            programme=city.programme, planned_on=now.date(), area=area, takes=takes, agenda="", rooms=rooms,
            looked_at=False, by=by, at=now,
        )  # fmt: skip
        return open_answering(audit=audit.pk, by=by, at=now)


def called(city: City, audit: GroupAudit) -> list[str]:
    return [line.called for line in lines(city, audit)]


def labelled(city: City, label: str) -> Group:
    group = a_group(city)
    a_label(city, group, label, **said_now())
    return group


def test_an_audit_of_active_groups_takes_them_alone(city: City) -> None:
    acts, lies, unsaid = (labelled(city, name) for name in ("Acts", "Lies", "Unsaid"))
    activity(city, acts, "active", **said_now())
    activity(city, lies, "dormant", **said_now())
    assert called(city, taking(city, Takes.ACTIVE)) == ["Acts"]
    assert called(city, taking(city, Takes.EVERY)) == ["Acts", "Lies", "Unsaid"]
    assert unsaid.number == 3


def test_an_audit_of_groups_with_incidents_takes_those_linked_in_the_last_year(city: City) -> None:
    for name in ("Struck", "Suspected", "Long ago", "Not linked", "Unfounded"):
        labelled(city, name)
    today = timezone.localdate()
    an_act(city, today - timedelta(days=20), victim=("confirmed", "Struck"), offender=("unknown", ""))
    an_act(city, today - timedelta(days=300), offender=("suspected", "Suspected"))
    an_act(city, today - timedelta(days=400), offender=("confirmed", "Long ago"))
    an_act(city, today - timedelta(days=10), offender=("confirmed", "Unfounded"), state="unfounded")
    assert called(city, taking(city, Takes.STRUCK)) == ["Struck", "Suspected"]


def test_an_audit_of_a_part_of_the_city_takes_groups_at_home_there(client: Client, city: City) -> None:
    harbour, _nowhere = labelled(city, "Harbour"), labelled(city, "Nowhere")
    an_area(city, harbour, **said_now())
    with acting(programmes=[city.programme.pk]):
        near = Area.objects.create(programme=city.programme, name="Hamnen", version="1", geometry=HARBOUR)
        far = Area.objects.create(programme=city.programme, name="Inlandet", version="1", geometry=INLAND)
    assert called(city, taking(city, Takes.EVERY, near)) == ["Harbour"]
    assert called(city, taking(city, Takes.EVERY, far)) == []
    city.sign_in(client, Role.POLICE_ANALYST)
    rooms = [str(city.rooms[kind].pk) for kind in (AgencyKind.POLICE, AgencyKind.SOCIAL)]
    sent = {"planned_on": a_month_on(), "rooms": rooms, "area": str(near.pk), "takes": "every"}
    page = client.post(address(city, "new"), sent, follow=True).text
    assert "As of today 1 group would be on the list." in page
    assert "1 more has no drawn home and is left out." in page


def test_which_groups_an_audit_takes_stands_once_answering_is_opened(city: City) -> None:
    audit = answering(city)
    with at(city, AgencyKind.POLICE), pytest.raises(IntegrityError), transaction.atomic():
        GroupAudit.objects.filter(pk=audit.pk).update(takes=Takes.ACTIVE)
    still = planned(city)
    with at(city, AgencyKind.POLICE):
        GroupAudit.objects.filter(pk=still.pk).update(takes=Takes.ACTIVE)


def test_three_thousand_groups_are_asked_about_and_one_more_is_refused() -> None:
    assert may_open_answering(lines=MOST_LINES, agencies=2)
    refused = may_open_answering(lines=MOST_LINES + 1, agencies=2)
    assert not refused
    assert "at most 3,000 groups" in refused.reason


def test_every_group_of_a_large_audit_stands_on_one_page_and_is_found_by_name(
    client: Client, city: City
) -> None:
    audit, _rows = a_large_audit(client, city)
    seen: list[str] = []
    for page in range(1, 6):
        rows = client.get(f"{address(city, audit.pk)}?page={page}").context["page"]
        seen += [one.line.called for one in rows]
    assert seen == [f"Gatan {n}" for n in range(1, MANY + 1)]
    found = client.get(f"{address(city, audit.pk)}?q=g0117").context["page"]
    assert [one.line.called for one in found] == ["Gatan 117"]
    assert "No group matches" in client.get(f"{address(city, audit.pk)}?q=Ingen").text


def test_answers_survive_the_turning_of_pages_in_the_grid(client: Client, city: City) -> None:
    audit, rows = a_large_audit(client, city)
    grid = address(city, audit.pk, "grid")
    first, last = rows[:50], rows[200:]
    good = {"size": "10-20", "feuds": "230", "reliability": "B", "credibility": "2"}
    assert client.post(grid, grid_of(first, good, *[{}] * 49)).status_code == 302
    assert client.post(f"{grid}?page=5", grid_of(last, *[{}] * 29, good | {"feuds": "1"})).status_code == 302
    with at(city, AgencyKind.POLICE):
        feuds = {a.line_id: a.chosen for a in AuditAnswer.objects.filter(question="feuds")}
    assert feuds == {rows[0].pk: [str(rows[229].pk)], rows[229].pk: [str(rows[0].pk)]}
    assert client.get(grid).text.count('name="size"') == 50
    assert 'value="230"' in client.get(grid).text
    assert 'value="10-20"' in client.get(grid).text
    unanswered = client.get(f"{grid}?show=unanswered&q=gatan 1").context["rows"]
    assert unanswered[0].line.called == "Gatan 1"  # two of nine questions are answered
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert 'value="10-20"' not in client.get(grid).text


def test_a_row_that_is_sent_is_saved_though_the_filter_lets_it_through_no_more(
    client: Client, city: City
) -> None:
    audit, rows = a_large_audit(client, city)
    grid = f"{address(city, audit.pk, 'grid')}?q=gatan 9"
    row = {"inside": "?"}
    assert client.post(grid, grid_of(rows[:1], row)).status_code == 302
    with at(city, AgencyKind.POLICE):
        assert AuditAnswer.objects.get().line_id == rows[0].pk


def test_other_groups_are_written_by_number_code_or_name_where_they_are_many(
    client: Client, city: City
) -> None:
    audit, rows = a_large_audit(client, city)
    page = address(city, audit.pk, "answers", rows[0].pk)
    graded = {"feuds_reliability": "B", "feuds_credibility": "2"}
    assert (
        client.post(page, {"feuds": "7, g0009; Gatan 12"} | graded).status_code == 422
    )  # a name holds its code
    assert client.post(page, {"feuds": "7, g0009; G0012 Gatan 12"} | graded).status_code == 302
    with at(city, AgencyKind.POLICE):
        assert AuditAnswer.objects.get().chosen == sorted(str(rows[n].pk) for n in (6, 8, 11))
    again = client.get(page).text
    assert "G0009 Gatan 9" in again.split('id="id_feuds_helptext"')[1].split("</div>")[0]
    wrong = client.post(page, {"feuds": "1"} | graded)
    assert wrong.status_code == 422  # its own row
    assert "1 is no other group of the audit." in wrong.text


def test_a_name_that_several_groups_have_is_asked_about_and_never_guessed() -> None:
    others = [
        OtherGroup(line=f"line{n}", no=n, name="Gatan" if n < 3 else f"Torget {n}") for n in range(1, 80)
    ]
    field = groups_field("Feuds", others, ())
    assert field.clean("2; torget 7") == ["line2", "line7"]
    with pytest.raises(ValidationError, match="Several groups are called gatan: write the row number"):
        field.clean("gatan")


def test_a_large_audit_is_settled_group_by_group_and_its_rest_left_open_at_the_end(
    client: Client, city: City
) -> None:
    many_groups(city)
    audit = answering(city)
    rows = lines(city, audit)
    for kind, low in ((AgencyKind.POLICE, 5), (AgencyKind.SOCIAL, 50)):
        say(city, kind, rows[120], size=known(low=low, high=low + 2))
    say(city, AgencyKind.POLICE, rows[121], area=known(text="Torget"))
    city.sign_in(client, Role.POLICE_ANALYST)
    client.post(address(city, audit.pk, "step", "lay"), laid())
    apart = client.get(f"{address(city, audit.pk)}?show=apart").context["page"]
    assert [one.line.called for one in apart] == ["Gatan 121"]
    client.post(address(city, audit.pk, "step", "alike"))
    left = client.get(f"{address(city, audit.pk)}?show=left").context["page"]
    assert [one.line.called for one in left] == ["Gatan 121", "Gatan 122"]
    table = client.get(address(city, audit.pk, "table", rows[5].pk)).text
    assert "Next group with something left: G0121 Gatan 121" in table
    assert table.count('class="btn btn-sm') < 30
    step = address(city, audit.pk, "step", "rest")
    assert "Say what follows" in client.post(step, {"follow_up": " "}, follow=True).text
    named = client.post(step, {"follow_up": "Fråga Anna Andersson"})
    assert named.status_code == 422
    assert "<mark>Anna Andersson</mark>" in named.text
    assert 'value="Fråga Anna Andersson"' in named.text  # nothing that was written is lost
    assert 'name="looked_at"' in named.text
    long = client.post(step, {"follow_up": "Polisen frågar " * 20})
    assert long.status_code == 422
    with at(city, None):
        assert AuditFinding.objects.filter(outcome="left_open").count() == 0
    assert "2 questions are left open." in client.post(step, {"follow_up": "Police ask"}, follow=True).text
    with at(city, None):
        assert (
            AuditFinding.objects.filter(outcome="left_open", known=False, follow_up="Police ask").count() == 2
        )
    client.post(address(city, audit.pk, "step", "freeze"))
    with at(city, None):
        assert GroupAudit.objects.get(pk=audit.pk).state == "frozen"


def test_who_does_not_lead_leaves_no_rest_open(client: Client, city: City) -> None:
    audit = answering(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    assert "Leave the rest open" not in client.get(address(city, audit.pk)).text
    page = client.post(address(city, audit.pk, "step", "rest"), {"follow_up": "Later"}, follow=True).text
    assert "once the answers lie on the table" in page
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert client.post(address(city, audit.pk, "step", "rest"), {"follow_up": "x"}).status_code == 403


def test_the_paper_of_a_large_audit_holds_the_groups_of_its_page(client: Client, city: City) -> None:
    audit, _rows = a_large_audit(client, city)
    paper = f"{address(city, audit.pk, 'paper')}?page=5"
    assert "30 of its groups" in client.get(paper).text
    wish = {"purpose": "To answer on paper", "recipient": "Police", "expires_on": a_month_on()}
    answer = client.post(paper, wish)
    assert answer.content.startswith(b"%PDF")
    printed = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]
    about = [row for page in printed for row in re.findall(r"Row (\d+):", page)]
    assert about == [str(row) for row in range(201, MANY + 1)]
    assert sum("A group that is not listed" in page for page in printed) == 1
    assert all(
        any(f"Gatan {n} " in page for page in printed) for n in (1, 117, 200)
    )  # feuds are with any of them


def test_the_difference_says_when_an_audit_asked_about_a_part_of_the_groups(
    client: Client, city: City
) -> None:
    two_groups(city)
    for takes in (Takes.EVERY, Takes.STRUCK):
        audit = taking(city, takes)
        city.sign_in(client, Role.POLICE_ANALYST)
        client.post(address(city, audit.pk, "step", "lay"), laid())
        client.post(address(city, audit.pk, "step", "rest"), {"follow_up": "Ask again"})
        client.post(address(city, audit.pk, "step", "freeze"))
    page = client.get(address(city, audit.pk, "difference")).text
    assert "may just not have been asked about" in page
