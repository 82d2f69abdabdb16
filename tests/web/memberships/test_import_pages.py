"""The pages of a file of ties, evidence or memberships: upload, map, dry run, import, held rows, undo; who may not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import City, build_city
from tests.web.memberships.files import MEMBER, PIECE, SECOND, TIE, a_csv
from tests.web.memberships.made_up import a_group, in_police_room
from tests.web.oversight.copies import a_wish
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.memberships import tasks
from vapenvila.web.memberships.models import (
    MembershipBatch,
    MembershipFilePiece,
    MembershipStatement,
    SavedMembershipMapping,
    Tie,
)
from vapenvila.web.memberships.vocabulary import Holds

pytestmark = pytest.mark.django_db

NEW = "/p/vinterhamn/memberships/files/new/"
WORK = {
    "memberships.check_file": tasks.check_uploaded_memberships,
    "memberships.commit_file": tasks.commit_checked_memberships,
}


@pytest.fixture
def city(client: Client) -> City:
    made = build_city()
    made.sign_in(client, Role.POLICE_ANALYST)
    return made


def work() -> None:
    """Do what the worker would do, once each."""
    for job in ProcrastinateJob.objects.filter(task_name__in=WORK, status="todo").order_by("id"):
        WORK[job.task_name](**job.args)
    ProcrastinateJob.objects.all()._raw_delete("default")


def upload(client: Client, holds: Holds, content: bytes) -> str:
    file = SimpleUploadedFile("hemligt namn.csv", content)
    answer = client.post(NEW, {"file": file, "label": "March", "holds": holds.value})
    assert answer.status_code == 302
    return str(answer["Location"])


def mapped(client: Client, page: str, **changes: str) -> dict[str, str]:
    form = client.get(page).context["form"]
    values = {name: form[name].value() for name in form.fields}
    plain = {name: str(value) for name, value in values.items() if value not in (None, False, "")}
    columns = {f"column_{n[7:]}": n[7:] for n in form.fields if n.startswith("column_")}
    return {"how": "own", "source_system": "list", **plain, **columns, **changes}


def checked(client: Client, holds: Holds, content: bytes, **changes: str) -> str:
    page = upload(client, holds, content)
    answer = client.post(page, mapped(client, page, **changes))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    work()
    return str(answer["Location"])


def some_ties() -> tuple[dict[str, str], dict[str, str]]:
    return {"one": "ABC-0000", "other": "ABC-0001", **TIE}, {"one": "", "other": "ABC-0001", **TIE}


def good_ties(city: City) -> bytes:
    one, other = (a_person(city, at=timezone.now()).pseudonym for _ in range(2))
    return a_csv(Holds.TIES, {"one": one, "other": other, **TIE}, *some_ties())


def test_a_file_is_checked_imported_and_undone_on_pages(client: Client, city: City) -> None:
    page = checked(client, Holds.TIES, good_ties(city), save_as="arrests")
    text = client.get(page).content.decode()
    assert "What the file would change" in text
    assert "Nobody in use in this room" in text
    assert "hemligt" not in text
    assert client.post(f"{page}commit/").status_code == 302
    work()
    with in_police_room(city):
        assert (Tie.objects.count(), MembershipFilePiece.objects.filter(kind="upload").count()) == (1, 0)
        assert SavedMembershipMapping.objects.get().name == "arrests"
    assert "What was imported" in client.get(page).content.decode()
    assert client.post(f"{page}undo/").status_code == 302
    with in_police_room(city):
        assert not Tie.objects.exists()
    assert client.post(f"{page}undo/").status_code == 422


def test_the_next_file_of_a_kept_mapping_is_recognised(client: Client, city: City) -> None:
    checked(client, Holds.TIES, good_ties(city), save_as="arrests")
    page = upload(client, Holds.TIES, a_csv(Holds.TIES, *some_ties()))
    assert "(recognised)" in client.get(page).content.decode()
    with in_police_room(city):
        kept = SavedMembershipMapping.objects.get()
    assert client.post(page, {"how": f"saved:{kept.pk}"}).status_code == 302
    other = upload(client, Holds.EVIDENCE, a_csv(Holds.EVIDENCE))
    assert "(recognised)" not in client.get(other).content.decode()
    assert client.post(other, {"how": "saved:nonsense"}).status_code == 422


def test_memberships_become_drafts_on_the_page(client: Client, city: City) -> None:
    whom = {"person": a_person(city, at=timezone.now()).pseudonym, "group": a_group(city).code}
    rows = ({**whom, **MEMBER, **PIECE}, {**whom, **SECOND, "evidence_kind": "spotted"})
    file = a_csv(Holds.MEMBERSHIPS, *rows)
    page = upload(client, Holds.MEMBERSHIPS, file)
    form = mapped(client, page)
    shown = client.post(page, {**form, "refresh": "1"})
    asked = [name for name in shown.context["form"].fields if name.startswith("word_")]
    assert len(asked) == 1
    answer = client.post(page, {**form, asked[0]: "surveillance"})
    work()
    batch = str(answer["Location"])
    assert "Each membership becomes a draft" in client.get(batch).content.decode()
    client.post(f"{batch}commit/")
    work()
    with in_police_room(city):
        assert MembershipStatement.objects.get().state == "draft"


def test_a_mapping_that_lacks_something_says_what(client: Client, city: City) -> None:
    page = upload(client, Holds.TIES, good_ties(city))
    answer = client.post(page, mapped(client, page, column_record_ref=""))
    assert answer.status_code == 422
    assert "A tie without a record does not exist" in answer.content.decode()


def test_held_rows_leave_as_a_numbered_copy_that_says_why(client: Client, city: City) -> None:
    page = checked(client, Holds.TIES, good_ties(city))
    assert client.get(f"{page}held/").status_code == 200
    answer = client.post(f"{page}held/", a_wish())
    told = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # streams
    assert "ABC-0000" in told
    assert "Nobody in use in this room" in told
    assert str(ExportRecord.objects.get()) in told


def test_a_file_that_cannot_be_read_says_so(client: Client, city: City) -> None:
    page = upload(client, Holds.TIES, b"\x00\x01\x02" * 50)
    assert client.get(page).status_code == 422


def test_what_was_seen_is_on_record_without_a_name_or_a_group(client: Client, city: City) -> None:
    page = checked(client, Holds.TIES, good_ties(city))
    client.get(page)
    acts = set(AuditEvent.objects.filter(act__startswith="membership_import").values_list("act", flat=True))
    assert acts == {"membership_import.received", "membership_import.sample_read", "membership_import.read"}
    assert "ABC-0000" not in str(list(AuditEvent.objects.values_list("details", flat=True)))


@pytest.mark.acceptance("S1")
@pytest.mark.parametrize("role", [Role.POLICE_OFFICER, Role.COORDINATOR, Role.PROBATION_OFFICER])
def test_nobody_else_opens_a_file(client: Client, city: City, role: Role) -> None:
    page = checked(client, Holds.TIES, good_ties(city))
    with in_police_room(city):
        assert MembershipBatch.objects.count() == 1
    city.sign_in(client, role)
    for address in (NEW, page, f"{page}undo/", f"{page}held/", "/p/vinterhamn/memberships/files/"):
        assert client.get(address).status_code == 403
