"""The pages of a file of persons: upload, map, dry run, import, held rows, undo; who may not, and what is on record."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import City, build_city
from tests.web.oversight.copies import a_wish
from tests.web.people.files import a_file, a_row
from tests.web.people.made_up import in_room
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.people import tasks
from vapenvila.web.people.models import Person, PersonBatch, PersonFilePiece, SavedPersonMapping
from vapenvila.web.people.retention_of_files import due_files, remove_file
from vapenvila.web.retention.registry import Scope

pytestmark = pytest.mark.django_db

NEW = "/p/vinterhamn/persons/imports/new/"
WORK = {
    "people.check_file": tasks.check_uploaded_persons,
    "people.commit_file": tasks.commit_checked_persons,
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


def upload(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("hemligt namn.csv", content)
    answer = client.post(NEW, {"file": file, "label": "March"})
    assert answer.status_code == 302
    return str(answer["Location"])


def mapped(client: Client, page: str, **changes: str) -> dict[str, str]:
    form = client.get(page).context["form"]
    values = {name: form[name].value() for name in form.fields}
    plain = {name: str(value) for name, value in values.items() if value not in (None, False, "")}
    return {"how": "own", **plain, **changes}


def checked(client: Client, content: bytes, **changes: str) -> str:
    page = upload(client, content)
    said = {"source_system": "list", "column_reference": "ref", **changes}
    answer = client.post(page, mapped(client, page, **said))
    assert answer.status_code == 302, answer.context["form"].errors or answer.context["refused"]
    work()
    return str(answer["Location"])


ROWS = a_file(
    a_row(),
    a_row(ref="A2", given="Annan", mark="victim"),
    a_row(ref="A3", born="1990-02-31", surname="=cmd()"),
)
COLUMNS = {
    "column_given_name": "given", "column_surname": "surname", "column_personnummer": "pnr", "column_birth_date": "born",
    "column_source_on": "day", "column_need_of_child": "child",
}  # fmt: skip


def test_a_file_goes_from_upload_into_the_room_and_out_again(client: Client, city: City) -> None:
    page = checked(client, ROWS, **COLUMNS, save_as="Monthly")
    shown = client.get(page).content.decode()
    assert "is not a day in the calendar" in shown
    with in_room(city):
        assert not Person.objects.exists()
        assert SavedPersonMapping.objects.get().name == "Monthly"
    client.post(f"{page}commit/")
    assert "Importing persons" in client.get(page).content.decode()
    work()
    with in_room(city):
        assert sorted(Person.objects.values_list("mark", flat=True)) == ["suspect", "victim"]
    assert "What was imported" in client.get(page).content.decode()
    assert "2 persons removed" in client.post(f"{page}undo/", follow=True).content.decode()
    with in_room(city):
        assert not Person.objects.exists()


def test_columns_and_words_are_recognised_and_a_kept_mapping_too(client: Client, city: City) -> None:
    file = "Klientnr;Förnamn;Efternamn;Födelsedatum;Roll\n1;Anna;Påhittad;1990-06-02;Misstänkt\n"
    page = upload(client, file.encode("cp1252"))
    form = client.get(page).context["form"]
    found = {
        name: form[f"column_{name}"].value() for name in ("reference", "given_name", "birth_date", "mark")
    }
    assert found == {
        "reference": "Klientnr", "given_name": "Förnamn", "birth_date": "Födelsedatum", "mark": "Roll",
    }  # fmt: skip
    assert [field.value() for field in form.mark_fields()] == ["suspect"]
    need = {
        "need": "Made up",
        "source": "List",
        "source_on": "2026-11-01",
        "source_system": "l",
        "save_as": "Mine",
    }
    client.post(page, mapped(client, page, **need))
    work()
    again = client.get(upload(client, file.encode()))
    assert again.context["known"].name == "Mine"


@pytest.mark.acceptance("S12")
def test_a_word_of_another_column_never_inherits_a_mark(client: Client, city: City) -> None:
    file = b"ref,given,surname,a,b,need,source,day\n1,Anna,Hittep,suspect,unsaid,N,S,2026-11-01\n"
    page = upload(client, file)
    form = mapped(
        client, page, source_system="l", column_reference="ref", column_mark="a", column_source_on="day"
    )
    shown = client.post(page, form | {"refresh": "1"}).context["form"]
    (field,) = shown.mark_fields()
    form |= {field.name: "suspect", "column_mark": "b"}
    client.post(page, form)
    work()
    with in_room(city):
        batch = PersonBatch.objects.get()
        assert (batch.created, batch.held) == (0, 1)


@pytest.mark.acceptance("S9")
def test_warnings_in_free_text_must_be_looked_at_before_the_import(client: Client, city: City) -> None:
    page = checked(client, a_file(a_row(need="Is an immigrant")), **COLUMNS)
    answer = client.post(f"{page}commit/")
    assert answer.status_code == 422
    assert "gave warnings" in answer.content.decode()
    client.post(f"{page}commit/", {"looked_at": "on"})
    work()
    with in_room(city):
        assert Person.objects.count() == 1


@pytest.mark.acceptance("S27")
def test_before_everything_is_in_place_the_page_says_so_and_takes_no_file(client: Client, city: City) -> None:
    city.programme.made_up = False
    city.programme.save()
    session = client.session
    session["second_factor_proved"], session["limits_asked_at"] = True, 9_999_999_999
    session["idle_minutes"] = 15
    session.save()
    assert "No person may be registered yet" in client.get(NEW).content.decode()
    answer = client.post(NEW, {"file": SimpleUploadedFile("x.csv", ROWS)})
    assert answer.status_code == 422
    with in_room(city):
        assert not PersonBatch.objects.exists()


@pytest.mark.acceptance("S21")
@pytest.mark.acceptance("T7")
def test_the_held_rows_come_as_a_numbered_file_without_formulas(client: Client, city: City) -> None:
    page = checked(client, ROWS, **COLUMNS)
    answer: Any = client.post(f"{page}held/", a_wish())
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=cmd()" in text
    assert "not a day in the calendar" in text
    with in_room(city):
        export = ExportRecord.objects.get()
        assert (export.kind, export.row_count, export.room) == (
            "held_rows",
            1,
            city.rooms[AgencyKind.POLICE].pk,
        )
        assert str(export) in text


@pytest.mark.parametrize("role", [Role.POLICE_OFFICER, Role.PROJECT_LEADER, Role.ADMINISTRATOR])
def test_others_do_not_get_in(client: Client, city: City, role: Role) -> None:
    city.sign_in(client, role)
    assert client.get(NEW).status_code == 403


@pytest.mark.acceptance("S1")
def test_another_room_finds_no_file_of_this_one(client: Client, city: City) -> None:
    page = checked(client, ROWS, **COLUMNS)
    city.sign_in(client, Role.PROBATION_OFFICER)
    for address in (page, f"{page}mapping/", f"{page}undo/", f"{page}held/"):
        assert client.get(address).status_code == 404
    assert "March" not in client.get("/p/vinterhamn/persons/imports/").content.decode()


@pytest.mark.acceptance("S16")
def test_every_step_and_every_look_is_on_record(client: Client, city: City) -> None:
    page = checked(client, ROWS, **COLUMNS, save_as="Monthly")
    client.get(page)
    client.post(f"{page}commit/")
    work()
    client.post(f"{page}undo/")
    with in_room(city):
        acts = set(
            AuditEvent.objects.filter(room=city.rooms[AgencyKind.POLICE].pk).values_list("act", flat=True)
        )
    assert acts >= {
        "person_import.received", "person_import.sample_read", "person_import.read", "person_mapping.saved",
        "person_import.committed", "person_import.undone",
    }  # fmt: skip


@pytest.mark.acceptance("S15")
def test_a_file_nobody_imported_is_deleted_after_a_week(client: Client, city: City) -> None:
    upload(client, ROWS)
    later = timezone.now() + timedelta(days=8)
    scope = Scope(city.programme.pk, city.rooms[AgencyKind.POLICE].pk, AgencyKind.POLICE)
    with in_room(city):
        assert list(due_files(scope, timezone.now())) == []
        (due,) = due_files(scope, later)
        remove_file(scope, due, later)
        assert not PersonFilePiece.objects.exists()
        assert PersonBatch.objects.get().file_deleted_at == later
    assert list(client.get("/p/vinterhamn/persons/imports/").context["page"]) != []
