"""The nightly deletion: what is due goes with all its parts, nothing else does, and each scope gets a certificate."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from tests.cast import City, build_city
from tests.web.retention.old_rows import (
    LONG_AGO,
    NOW,
    a_note_kept_by_an_import,
    a_noted_incident,
    an_old_upload,
)
from vapenvila.rules.retention_table import REGIMES, Regime
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.imports.models import ImportBatch, ImportChange, ImportConflict
from vapenvila.web.incidents.models import ClassificationEvent, Incident
from vapenvila.web.jobs.models import JobProgress, JobState
from vapenvila.web.partners.models import Mission
from vapenvila.web.retention import running
from vapenvila.web.retention.certificates import certificates_of, is_unchanged
from vapenvila.web.retention.models import FileToRemove, RetentionCertificate, RetentionDeletion
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope, kinds, retain
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _certificate(city: City) -> RetentionCertificate:
    with acting(programmes=[city.programme.pk]):
        return certificates_of(Scope(city.programme.pk)).get()


@pytest.mark.acceptance("S15")
@pytest.mark.acceptance("T18")
def test_a_note_goes_with_every_wording_and_every_trace_and_the_incident_stays(city: City) -> None:
    old, fresh = a_noted_incident(city), a_noted_incident(city, when=NOW - timedelta(days=100))
    a_note_kept_by_an_import(city, old)
    result = running.run(at=NOW)
    with acting(programmes=[city.programme.pk]):
        assert Incident.objects.get(pk=old.pk).note == ""
        assert Incident.objects.get(pk=fresh.pk).note == "Two men were seen."
        assert list(ClassificationEvent.objects.filter(field="note").values_list("incident", flat=True)) == [
            fresh.pk
        ]
        assert ImportChange.objects.get().before == {"place": "Torget"}
        assert not ImportConflict.objects.exists()
    assert result.deleted["incident_note"] == 1


def test_the_last_day_itself_is_still_kept(city: City) -> None:
    incident = a_noted_incident(city, when=NOW.replace(year=NOW.year - 5))
    running.run(at=NOW)
    with acting(programmes=[city.programme.pk]):
        assert Incident.objects.get(pk=incident.pk).note
    running.run(at=NOW + timedelta(days=1))
    with acting(programmes=[city.programme.pk]):
        assert not Incident.objects.get(pk=incident.pk).note


@pytest.mark.acceptance("S15")
@pytest.mark.acceptance("T18")
def test_an_uploaded_file_goes_from_the_disk(city: City) -> None:
    _, folder = an_old_upload(city)
    _, kept = an_old_upload(city, days=3)
    result = running.run(at=NOW)
    assert (folder.exists(), kept.exists(), result.files) == (False, True, 1)
    assert not FileToRemove.objects.exists()


def test_a_preview_counts_what_a_run_deletes_and_changes_nothing(city: City) -> None:
    a_noted_incident(city)
    an_old_upload(city)
    before = {(one.kind, one.regime): one.count for one in running.preview(at=NOW)}
    assert before == {("incident_note", Regime.INCIDENT_TEXT): 1, ("upload", Regime.UPLOADED_FILE): 1}
    with acting(programmes=[city.programme.pk]):
        assert Incident.objects.get().note
    result = running.run(at=NOW)
    assert {(kind, count) for kind, count in result.deleted.items() if count} == {
        ("incident_note", 1),
        ("upload", 1),
    }
    assert running.preview(at=NOW) == []


@pytest.mark.acceptance("S15")
def test_killed_between_record_and_file_the_next_run_removes_the_file_and_certifies_all(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, folder = an_old_upload(city)
    a_noted_incident(city)

    calls = iter([0])  # the house's files; the power fails before the programme's
    with monkeypatch.context() as patched:
        patched.setattr(running, "remove_files", lambda: next(calls))
        with pytest.raises(StopIteration):
            running.run(at=NOW)
    assert folder.exists()
    running.run(at=NOW)
    assert not folder.exists()
    kinds_certified = {line["kind"] for line in _certificate(city).body["deleted"]}
    assert kinds_certified == {"upload", "incident_note"}


@pytest.mark.acceptance("S15")
def test_a_part_that_fails_leaves_its_record_whole(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = a_noted_incident(city)
    monkeypatch.setattr(running, "leave_to_removal", _fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        running.run(at=NOW)
    with acting(programmes=[city.programme.pk]):
        assert Incident.objects.get(pk=incident.pk).note
        assert ClassificationEvent.objects.filter(field="note").count() == 1
        assert not RetentionDeletion.objects.exists()


def _fail(paths: tuple[str, ...], *, at: object) -> None:
    raise RuntimeError("the disk is full")


@pytest.mark.acceptance("S15")
def test_the_certificate_holds_counts_and_grounds_and_no_identifier(city: City) -> None:
    incident = a_noted_incident(city)
    running.run(at=NOW)
    certificate = _certificate(city)
    assert certificate.body["deleted"] == [
        {
            "kind": "incident_note",
            "regime": "incident_text",
            "rule": "own rule",
            "counts": {"records": 1, "wordings": 1},
        }
    ]
    assert str(incident.pk) not in str(certificate.body)
    assert is_unchanged(certificate)
    running.run(at=NOW)  # nothing new: no new certificate
    assert _certificate(city).pk == certificate.pk


def test_certificates_are_numbered_and_chained(city: City) -> None:
    for day in range(2):
        a_noted_incident(city)
        running.run(at=NOW + timedelta(days=day))
    with acting(programmes=[city.programme.pk]):
        second, first = certificates_of(Scope(city.programme.pk))
    assert (first.number, second.number, second.previous_sha256) == (1, 2, first.sha256)
    second.body["deleted"][0]["counts"]["records"] = 7
    assert not is_unchanged(second)


@pytest.mark.parametrize("table", [RetentionDeletion, RetentionCertificate])
def test_nobody_changes_a_tally_or_a_certificate(city: City, table: Any) -> None:
    a_noted_incident(city)
    running.run(at=NOW)
    with pytest.raises(ProgrammingError), acting(programmes=[city.programme.pk]):
        table.objects.update(programme=None)
    with pytest.raises(ProgrammingError), acting(programmes=[city.programme.pk]):
        table.objects.all().delete()


def test_another_programme_sees_neither_tally_nor_certificate(city: City) -> None:
    elsewhere = build_city("sommarhamn", "Sommarhamn")
    a_noted_incident(city)
    running.run(at=NOW)
    with acting(programmes=[elsewhere.programme.pk]):
        assert not RetentionDeletion.objects.exists()
        assert not RetentionCertificate.objects.exists()


def test_sessions_and_finished_jobs_go(city: City) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=NOW - timedelta(days=3))
    Session.objects.create(session_key="new", session_data="", expire_date=NOW + timedelta(hours=1))
    with acting(programmes=[city.programme.pk]):
        for state, days in ((JobState.DONE, 40), (JobState.DONE, 4), (JobState.RUNNING, 40)):
            moment = NOW - timedelta(days=days)
            JobProgress.objects.create(
                programme=city.programme, what="Import", state=state, started_at=moment, updated_at=moment
            )
    running.run(at=NOW)
    assert list(Session.objects.values_list("pk", flat=True)) == ["new"]
    with acting(programmes=[city.programme.pk]):
        assert JobProgress.objects.count() == 2


def test_a_closed_account_loses_its_name_two_years_after_the_last_mission(city: City) -> None:
    person = city.people[Role.EVALUATOR]
    User.objects.filter(pk=person.pk).update(is_active=False, created_at=LONG_AGO)
    running.run(at=NOW)
    person.refresh_from_db()
    assert person.name == "Påhittad evaluator"  # the mission has no end yet
    Mission.objects.filter(user=person).update(last_day=date(2024, 3, 1))
    running.run(at=NOW)
    person.refresh_from_db()
    assert (person.name, "evaluator" in person.email, person.has_usable_password()) == ("–", False, False)


@pytest.mark.acceptance("T18")
def test_a_name_left_in_the_trail_is_found_and_certified(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    person = city.people[Role.EVALUATOR]
    User.objects.filter(pk=person.pk).update(is_active=False, created_at=LONG_AGO)
    Mission.objects.filter(user=person).update(last_day=date(2020, 3, 1))
    record(
        act="made.up",
        by=None,
        at=NOW,
        programme=city.programme.pk,
        details={"name": "Påhittad evaluator was here"},
    )
    with acting(programmes=[city.programme.pk]):
        assert AuditEvent.objects.filter(act="made.up").exists()
        due = next(iter(kinds(Level.HOUSE)[1].due(Scope(), NOW)))
        removed = kinds(Level.HOUSE)[1].remove(Scope(), due, NOW)
        assert running.finds_on_record([removed]) == 1


@pytest.fixture
def stuck_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    def due(scope: Scope, at: object) -> list[Due]:
        return [Due(str(n), Regime.FINISHED_JOB, NOW.date()) for n in range(running.PART)]

    monkeypatch.setattr("vapenvila.web.retention.registry._kinds", {})
    retain(
        Retained(
            code="stuck", name="Stuck", level=Level.HOUSE, regimes=(Regime.FINISHED_JOB,), due=due,
            remove=lambda scope, due, at: Removed(),
        )
    )  # fmt: skip


@pytest.mark.usefixtures("stuck_kind")
@pytest.mark.unknown_codes
def test_a_kind_that_deletes_nothing_stops_the_run_instead_of_going_on_for_ever() -> None:
    with pytest.raises(running.StuckError):
        running.run(at=NOW)


def test_uploads_of_a_batch_being_imported_are_left_alone(city: City) -> None:
    batch, folder = an_old_upload(city)
    with acting(programmes=[city.programme.pk]):
        ImportBatch.objects.filter(pk=batch.pk).update(state="committing")
    running.run(at=NOW)
    assert folder.exists()


@pytest.mark.parametrize("note", ["", "still there"])
def test_the_database_lets_no_wording_go_early(city: City, note: str) -> None:
    young = a_noted_incident(city, when=NOW - timedelta(days=100)) if not note else a_noted_incident(city)
    with pytest.raises(IntegrityError), transaction.atomic():
        _remove_wordings(city, young, note)


def _remove_wordings(city: City, incident: Incident, note: str) -> None:
    with acting(programmes=[city.programme.pk]):
        Incident.objects.filter(pk=incident.pk).update(note=note)
        ClassificationEvent.objects.filter(incident=incident, field="note").delete()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_counts_as_many_years_as_the_rule() -> None:
    migration = import_module("vapenvila.web.retention.migrations.0003_time_is_out_for_notes")
    assert f"interval '{REGIMES[Regime.INCIDENT_TEXT].years} years'" in migration.AFTER
