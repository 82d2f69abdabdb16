"""The pages: upload, recognise or map, dry run, import, result, undo; and who may not."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import City, build_city
from tests.web.imports.files import HEADER
from tests.web.imports.register import ROWS, enter
from tests.web.oversight.copies import a_wish
from vapenvila.rules.roles import Role
from vapenvila.web.imports import tasks
from vapenvila.web.imports.models import BatchState, ImportBatch, SavedMapping
from vapenvila.web.incidents.models import Incident

pytestmark = pytest.mark.django_db

FILE = HEADER + "\n".join((*ROWS, "A4,2024-02-30,55.6,13.0,shot,0,1,=cmd()")) + "\n"
WORK = {"imports.check": tasks.check_uploaded, "imports.commit": tasks.commit_checked}


def _work() -> None:
    """Do what the worker would do, once each."""
    for job in ProcrastinateJob.objects.filter(task_name__in=WORK, status="todo").order_by("id"):
        WORK[job.task_name](**job.args)
    ProcrastinateJob.objects.all()._raw_delete("default")


def _upload(client: Client, content: str = FILE) -> str:
    file = SimpleUploadedFile("hemligt namn.csv", content.encode())
    answer = client.post("/p/vinterhamn/imports/new/", {"file": file, "label": "March"})
    assert answer.status_code == 302
    return str(answer["Location"])


def _mapping(client: Client, page: str, **changes: str) -> dict[str, str]:
    form = client.get(page).context["form"]
    values = {name: form[name].value() for name in form.fields}
    plain = {name: str(value) for name, value in values.items() if value not in (None, False, "")}
    return {"how": "own", **plain, **changes}


def _checked(client: Client, **changes: str) -> str:
    page = _upload(client)
    answer = client.post(page, _mapping(client, page, **changes))
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer
    _work()
    return str(answer["Location"])


@pytest.fixture
def city(client: Client) -> City:
    made = build_city()
    made.sign_in(client, Role.POLICE_ANALYST)
    return made


def _batch(city: City) -> ImportBatch:
    enter(city)
    return ImportBatch.objects.get()


def test_a_file_goes_from_upload_to_register_and_out_again(client: Client, city: City) -> None:
    page = _checked(client, note="text", save_as="Monthly")
    shown = client.get(page).content.decode()
    assert "4 rows give 3 incidents" in shown
    assert "is not a day in the calendar" in shown
    enter(city)
    assert not Incident.objects.exists()
    assert SavedMapping.objects.get().name == "Monthly"
    client.post(f"{page}commit/")
    assert "Importing incidents" in client.get(page).content.decode()
    _work()
    enter(city)
    assert Incident.objects.count() == 3
    assert "What was imported" in client.get(page).content.decode()
    undone = client.post(f"{page}undo/", follow=True).content.decode()
    assert "3 incidents removed" in undone
    enter(city)
    assert not Incident.objects.exists()


def test_the_suggested_mapping_needs_no_change(client: Client, city: City) -> None:
    form = client.get(_upload(client)).context["form"]
    suggested = {
        name: form[name].value() for name in ("reference", "date", "y", "x", "kind_column", "dead", "injured")
    }
    assert suggested == {
        "reference": "id", "date": "when", "y": "lat", "x": "lon", "kind_column": "type", "dead": "dead",
        "injured": "wounded",
    }  # fmt: skip
    assert form["kind_value_0"].value() == "shooting"


def test_choosing_another_column_shows_its_values_without_checking(client: Client, city: City) -> None:
    page = _upload(client)
    answer = client.post(page, _mapping(client, page, injury="text") | {"refresh": "1"})
    assert answer.status_code == 200
    assert "injury_value_0" in answer.content.decode()


def test_the_held_rows_come_as_a_file_that_can_be_corrected(client: Client, city: City) -> None:
    page = _checked(client)
    answer: Any = client.post(f"{page}held/", a_wish())
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    header, row = text.splitlines()
    assert header == "id,when,lat,lon,type,dead,wounded,text,Row,Why held back,Copy"
    assert row.startswith("A4,2024-02-30,55.6,13.0,shot,0,1,'=cmd(),5,")
    assert row.endswith(",E1")
    assert "hemligt" not in str(answer["Content-Disposition"])
    client.post(f"{page}commit/")
    _work()
    after: Any = client.post(f"{page}held/", a_wish())
    again = b"".join(after.streaming_content).decode("utf-8-sig")
    assert again == text.replace(",E1", ",E2")  # the same rows, a copy of its own


def test_an_unreadable_file_is_told_at_once_and_leaves_nothing(client: Client, city: City) -> None:
    answer = client.get(_upload(client, HEADER + '1,2024-01-01,55,13,shot,0,1,"open'))
    assert answer.status_code == 422
    assert "quotation mark" in answer.content.decode()


def test_a_ready_profile_that_does_not_fit_names_the_missing_columns(client: Client, city: City) -> None:
    page = _upload(client)
    client.post(page, {"how": "profile:nypd"})
    _work()
    assert _batch(city).state == BatchState.FAILED
    shown = client.get(page.replace("mapping/", "")).content.decode()
    assert "INCIDENT_KEY" in shown


def test_a_batch_is_imported_once(client: Client, city: City) -> None:
    page = _checked(client)
    client.post(f"{page}commit/")
    _work()
    answer = client.post(f"{page}commit/", follow=True)
    assert "has been imported already" in answer.content.decode()


def test_the_list_shows_every_batch_with_its_counts(client: Client, city: City) -> None:
    assert "Nothing has been imported yet" in client.get("/p/vinterhamn/imports/").content.decode()
    _checked(client)
    shown = client.get("/p/vinterhamn/imports/").content.decode()
    assert "I1" in shown
    assert "hemligt" not in shown


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in (Role.POLICE_ANALYST, Role.COORDINATOR, Role.PROJECT_LEADER)]
)
@pytest.mark.acceptance("S1")
def test_who_may_not_import_sees_no_page_of_it(client: Client, city: City, role: Role) -> None:
    page = _checked(client)
    city.sign_in(client, role)
    for address in (
        "/p/vinterhamn/imports/",
        "/p/vinterhamn/imports/new/",
        page,
        f"{page}mapping/",
        f"{page}held/",
        f"{page}undo/",
    ):
        assert client.get(address).status_code == 403
    assert client.post(f"{page}commit/").status_code == 403


@pytest.mark.acceptance("S1")
def test_another_citys_batch_does_not_exist(client: Client, city: City) -> None:
    page = _checked(client)
    other = build_city("annanstad", "Annanstad")
    other.sign_in(client, Role.POLICE_ANALYST)
    assert client.get(page).status_code == 404
    assert client.get(page.replace("vinterhamn", "annanstad")).status_code == 404


def test_progress_is_asked_for_alone_and_the_page_is_drawn_anew_when_it_is_over(
    client: Client, city: City
) -> None:
    page = _upload(client)
    answer = client.post(page, _mapping(client, page))
    batch = str(answer["Location"])
    part = client.get(batch, headers={"HX-Request": "true", "HX-Target": "progress"})
    assert re.search(r'<div[^>]*id="progress"[^>]*hx-get', part.content.decode())
    assert "<html" not in part.content.decode()
    _work()
    assert client.get(batch, headers={"HX-Request": "true", "HX-Target": "progress"})["HX-Refresh"] == "true"


def test_the_uploads_name_is_kept_only_as_a_hash(client: Client, city: City, tmp_path: Path) -> None:
    _upload(client)
    batch = _batch(city)
    assert "hemligt" not in str(batch.__dict__)
    assert len(batch.file_name_hash) == 64
