"""Where the file says otherwise than people have decided: nothing is overwritten silently, and either may win."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.imports.files import HEADER, NOW, PLAIN, settings, write
from tests.web.imports.register import ROWS, analyst, counts, enter, imported, imported_file, incident
from vapenvila.rules.import_conflict import OnConflict
from vapenvila.rules.roles import Role
from vapenvila.web.imports import storage, unattended
from vapenvila.web.imports.actions.background import ImportRefused
from vapenvila.web.imports.actions.check import prepared_batch
from vapenvila.web.imports.actions.commit import commit_batch
from vapenvila.web.imports.actions.conflicts import keep_all, keep_register, take_all, take_file
from vapenvila.web.imports.actions.receive import open_batch
from vapenvila.web.imports.actions.undo import Undone, UndoRefused, undo_batch
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.models import ImportBatch, ImportConflict
from vapenvila.web.incidents.actions.amend import amend_incident
from vapenvila.web.incidents.models import ClassificationEvent
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T33")]
LATER = "A1,2024-01-05 21:30,55.6,13.0,shot,0,3,first"


def _decided(city: City) -> None:
    first = incident("A1")
    amend_incident(
        incident=first, version=first.version, facts={"kind": "threat_with_weapon", "dead": 1, "outcome": "fatal"},
        reason="Seen on film", looked_at=True, by=analyst(city), at=NOW,
    )  # fmt: skip


@pytest.fixture
def city() -> City:
    made = build_city()
    enter(made)
    return made


@pytest.fixture
def batch(city: City, tmp_path: Path) -> ImportBatch:
    imported(city, tmp_path, *ROWS)
    _decided(city)
    found = imported(city, tmp_path, LATER, later=1)
    assert counts(found) == (0, 1, 0, 1)
    return found


def _line(batch: ImportBatch, field: str) -> ImportConflict:
    return ImportConflict.objects.get(batch=batch, field=field)


def test_taking_goes_through_the_registers_own_act_and_keeps_the_old_value(
    batch: ImportBatch, city: City
) -> None:
    assert take_file(conflict=_line(batch, "kind"), by=analyst(city), at=NOW) == 1
    assert incident("A1").kind == "shooting"
    told = ClassificationEvent.objects.filter(field="kind", decided_by=analyst(city)).latest("pk")
    assert (told.old, told.new) == ("threat_with_weapon", "shooting")
    assert f"I{batch.number}" in told.reason
    assert _line(batch, "kind").decision == "take"
    assert _line(batch, "dead").decision == ""


def test_facts_that_are_true_together_only_are_taken_together(batch: ImportBatch, city: City) -> None:
    assert take_file(conflict=_line(batch, "dead"), by=analyst(city), at=NOW) == 2
    first = incident("A1")
    assert (first.dead, first.outcome, first.injured_unknown) == (0, "injured", 3)


def test_keeping_settles_one_line_and_changes_nothing(batch: ImportBatch, city: City) -> None:
    before = incident("A1").version
    assert keep_register(conflict=_line(batch, "dead"), by=analyst(city), at=NOW) == 1
    assert (_line(batch, "dead").decision, incident("A1").version) == ("keep", before)
    with pytest.raises(ImportRefused):
        take_file(conflict=_line(batch, "dead"), by=analyst(city), at=NOW)


def test_what_changed_since_the_import_is_not_overwritten(batch: ImportBatch, city: City) -> None:
    first = incident("A1")
    amend_incident(
        incident=first, version=first.version, facts={"kind": "arson"}, reason="New", looked_at=True, by=analyst(city),
        at=NOW + timedelta(days=2),
    )  # fmt: skip
    with pytest.raises(ImportRefused, match=r"changed since|ändrats sedan"):
        take_file(conflict=_line(batch, "kind"), by=analyst(city), at=NOW)
    assert incident("A1").kind == "arson"


def test_all_at_once_takes_what_may_be_taken_and_names_the_rest(batch: ImportBatch, city: City) -> None:
    first = incident("A1")
    amend_incident(
        incident=first, version=first.version, facts={"kind": "arson"}, reason="New", looked_at=True, by=analyst(city),
        at=NOW,
    )  # fmt: skip
    done = take_all(batch=batch, by=analyst(city), at=NOW)
    assert (done.settled, done.left, [reference for reference, _ in done.refused]) == (2, 0, ["A1"])
    assert (incident("A1").kind, incident("A1").dead) == ("arson", 0)
    assert keep_all(batch=batch, by=analyst(city), at=NOW).settled == 1
    assert not ImportConflict.objects.filter(settled_at__isnull=True).exists()


def test_a_batch_whose_value_somebody_took_is_not_undone_unseen(batch: ImportBatch, city: City) -> None:
    take_all(batch=batch, by=analyst(city), at=NOW)
    with pytest.raises(UndoRefused):
        undo_batch(batch=batch, leave_out=False, by=None, at=NOW)


def _unattended(city: City, folder: Path, *rows: str, on_conflict: OnConflict) -> dict[str, object]:
    path = write(folder, HEADER + "\n".join(rows) + "\n")
    mapping = write(
        folder,
        'source_system = "test"\nreference = ["id"]\nnote = ["text"]\n[kind]\ncolumn = "type"\n'
        'values = { shot = "shooting", blast = "explosion" }\n[when]\ndatetime = "when"\n'
        'time_zone = "Europe/Stockholm"\n[where]\nlat = "lat"\nlon = "lon"\n[victims]\ndead = "dead"\n'
        'injured_unknown = "wounded"\n',
        "m.toml",
    )
    return unattended.import_file(
        path, profile=str(mapping), programme=city.programme.slug, dry_run=False, progress=lambda *_: None,
        on_conflict=on_conflict,
    )  # fmt: skip


def test_the_command_line_lists_keeps_or_takes(city: City, tmp_path: Path) -> None:
    imported(city, tmp_path, *ROWS)
    _decided(city)
    for how, kind, taken, waiting in (
        (OnConflict.LIST, "threat_with_weapon", 0, 3),
        (OnConflict.KEEP, "threat_with_weapon", 0, 0),
        (OnConflict.TAKE, "shooting", 1, 0),
    ):
        told = _unattended(city, tmp_path, LATER, on_conflict=how)
        enter(city)
        batch = ImportBatch.objects.get(pk=str(told["batch"]))
        assert (told["taken"], incident("A1").kind) == (taken, kind)
        lines = ImportConflict.objects.filter(batch=batch)
        assert (lines.count(), lines.filter(settled_at__isnull=True).count()) == (3, waiting)
    assert incident("A1").dead == 0
    old = ClassificationEvent.objects.filter(field="kind", old="threat_with_weapon").latest("pk")
    assert (old.new, old.decided_by, old.source_vintage[:2]) == ("shooting", None, f"I{told['number']}"[:2])
    assert undo_batch(batch=batch, leave_out=False, by=None, at=NOW + timedelta(days=900)) == Undone(0, 1, 0)
    assert (incident("A1").kind, incident("A1").dead) == ("threat_with_weapon", 1)


def test_a_judgement_of_state_is_never_taken_without_somebody_looking(city: City, tmp_path: Path) -> None:
    first_file = write(tmp_path, HEADER + ROWS[0] + "\n")
    imported_file(city, first_file, PLAIN)
    first = incident("A1")
    ClassificationEvent.objects.create(
        programme=city.programme, incident=first, field="state", old="confirmed", new="reported", reason="x",
        decided_by=analyst(city), decided_at=NOW,
    )  # fmt: skip
    mapping = mapping_from(settings(state="confirmed"))
    batch = open_batch(
        pk=new_id(), programme=city.programme, file=storage.describe(first_file), profile="", source_system="test",
        at=NOW,
    )  # fmt: skip
    prepared = prepared_batch(batch=batch, mapping=mapping, path=first_file, at=NOW, progress=lambda *_: None)
    commit_batch(
        batch=batch, prepared=prepared, by=None, at=NOW, progress=lambda *_: None, on_conflict=OnConflict.TAKE
    )
    assert incident("A1").state == "reported"
    assert ImportConflict.objects.get(batch=batch).decision == ""


def test_the_page_offers_both_line_by_line_and_all_at_once(
    batch: ImportBatch, city: City, client: Client
) -> None:
    city.sign_in(client, Role.POLICE_ANALYST)
    place = f"/p/{city.programme.slug}/imports/{batch.pk}/conflicts/"
    shown = client.get(place).content.decode()
    assert "3 lines wait for a decision." in shown
    assert "Threat with weapon" in shown
    enter(city)
    kind = _line(batch, "kind").pk
    answer = client.post(f"{place}{kind}/", {"decision": "take"}, follow=True).content.decode()
    assert "the old one stays in the history" in answer
    enter(city)
    assert incident("A1").kind == "shooting"
    answer = client.post(f"{place}all/", {"decision": "keep"}, follow=True).content.decode()
    assert "2 lines settled." in answer
    assert "Everything has been decided." in answer


@pytest.mark.acceptance("S1")
def test_who_may_not_import_decides_nothing(batch: ImportBatch, city: City, client: Client) -> None:
    place = f"/p/{city.programme.slug}/imports/{batch.pk}/conflicts/"
    line = _line(batch, "kind").pk
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert client.get(place).status_code == 403
    assert client.post(f"{place}{line}/", {"decision": "take"}).status_code == 403
    assert client.post(f"{place}all/", {"decision": "take"}).status_code == 403
    other = build_city("annanstad", "Annanstad")
    other.sign_in(client, Role.POLICE_ANALYST)
    assert client.get(place.replace("vinterhamn", "annanstad")).status_code == 404
