"""Starting the check or the commit of a file of persons in the background, and keeping the mapping it is read with."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from vapenvila.rules.decision import refuse, say
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.models import BatchState
from vapenvila.web.jobs.progress import start
from vapenvila.web.partners.models import Room
from vapenvila.web.people.actions.importing import insist_on_check, insist_on_commit
from vapenvila.web.people.errors import ask
from vapenvila.web.people.importing.person_mapping import person_mapping_from
from vapenvila.web.people.models import PersonBatch, SavedPersonMapping
from vapenvila.web.people.tasks import check_uploaded_persons, commit_checked_persons


@transaction.atomic
def start_person_check(
    *, batch: PersonBatch, settings: Mapping[str, Any], name: str, by: User, at: datetime
) -> PersonBatch:
    """Read the file with these settings in the background; nothing becomes a record."""
    insist_on_check(batch)
    person_mapping_from(settings)
    batch.mapping, batch.mapping_name = dict(settings), name
    _begin(batch, gettext_noop("Checking a file of persons"), by, at)
    check_uploaded_persons.defer(**_call(batch, by))
    return batch


@transaction.atomic
def start_person_commit(
    *, batch: PersonBatch, looked_at: bool, by: User, at: datetime, today: date
) -> PersonBatch:
    """Put what the dry run found into the room, in the background and in one transaction."""
    insist_on_commit(batch, looked_at=looked_at, today=today)
    batch.state = BatchState.COMMITTING
    _begin(batch, gettext_noop("Importing persons"), by, at)
    commit_checked_persons.defer(**_call(batch, by))
    return batch


def _begin(batch: PersonBatch, what: str, by: User, at: datetime) -> None:
    page = reverse("person-import", kwargs={"programme": batch.room.programme.slug, "batch": batch.pk})
    batch.job = start(programme=batch.room.programme_id, by=by.pk, at=at, what=what, leads_to=page)
    batch.save()


def _call(batch: PersonBatch, by: User) -> dict[str, str]:
    return {
        "batch": str(batch.pk),
        "job": str(batch.job_id),
        "programme": str(batch.room.programme_id),
        "room": str(batch.room_id),
        "user": str(by.pk),
    }


@transaction.atomic
def save_person_mapping(
    *, room: Room, name: str, settings: Mapping[str, Any], by: User, at: datetime
) -> SavedPersonMapping:
    """Keep the settings in the room under this name; a mapping of that name is replaced. Batches keep their own."""
    person_mapping_from(settings)
    if not name.strip():
        ask(refuse(say("Give the mapping a name.")), field="save_as")
    saved, _new = SavedPersonMapping.objects.update_or_create(
        room=room, name=name.strip(), defaults={"settings": dict(settings), "saved_by": by, "updated_at": at}
    )
    record(
        act="person_mapping.saved",
        by=by.pk,
        at=at,
        subject_kind="person_mapping",
        subject=saved.pk,
        programme=room.programme_id,
        room=room.pk,
        details={"source": str(settings.get("source_system", ""))},
    )
    return saved
