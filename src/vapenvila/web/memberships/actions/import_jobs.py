"""Starting the check or the commit of a file in the background, and keeping the mapping it is read with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from vapenvila.rules.decision import refuse, say
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.models import BatchState
from vapenvila.web.jobs.progress import start
from vapenvila.web.memberships.actions.importing import insist_on_check, insist_on_commit
from vapenvila.web.memberships.importing.file_mapping import file_mapping_from
from vapenvila.web.memberships.models import MembershipBatch, SavedMembershipMapping
from vapenvila.web.memberships.tasks import check_uploaded_memberships, commit_checked_memberships
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.partners.models import Room
from vapenvila.web.people.errors import ask


@transaction.atomic
def start_membership_check(
    *, batch: MembershipBatch, settings: Mapping[str, Any], name: str, by: User, at: datetime
) -> MembershipBatch:
    """Read the file with these settings in the background; nothing is stated."""
    insist_on_check(batch)
    file_mapping_from(settings, Holds(batch.holds))
    batch.mapping, batch.mapping_name = dict(settings), name
    _begin(batch, gettext_noop("Checking a file of ties or evidence"), by, at)
    check_uploaded_memberships.defer(**_call(batch, by))
    return batch


@transaction.atomic
def start_membership_commit(
    *, batch: MembershipBatch, looked_at: bool, by: User, at: datetime
) -> MembershipBatch:
    """Put what the dry run found into the room, in the background and in one transaction."""
    insist_on_commit(batch, looked_at=looked_at, at=at)
    batch.state = BatchState.COMMITTING
    _begin(batch, gettext_noop("Importing ties or evidence"), by, at)
    commit_checked_memberships.defer(**_call(batch, by))
    return batch


def _begin(batch: MembershipBatch, what: str, by: User, at: datetime) -> None:
    page = reverse("membership-import", kwargs={"programme": batch.room.programme.slug, "batch": batch.pk})
    batch.job = start(programme=batch.room.programme_id, by=by.pk, at=at, what=what, leads_to=page)
    batch.save()


def _call(batch: MembershipBatch, by: User) -> dict[str, str]:
    programme = str(batch.room.programme_id)
    return {"batch": str(batch.pk), "job": str(batch.job_id), "programme": programme, "room": str(batch.room_id),
            "user": str(by.pk)}  # fmt: skip


@transaction.atomic
def save_membership_mapping(
    *, room: Room, holds: Holds, name: str, settings: Mapping[str, Any], by: User, at: datetime
) -> SavedMembershipMapping:
    """Keep the settings in the room under this name; a mapping of that name is replaced. Batches keep their own."""
    file_mapping_from(settings, holds)
    if not name.strip():
        ask(refuse(say("Give the mapping a name.")), field="save_as")
    told = {"holds": holds, "settings": dict(settings), "saved_by": by, "updated_at": at}
    saved, _new = SavedMembershipMapping.objects.update_or_create(room=room, name=name.strip(), defaults=told)
    record(
        act="membership_mapping.saved",
        by=by.pk,
        at=at,
        subject_kind="membership_mapping",
        subject=saved.pk,
        programme=room.programme_id,
        room=room.pk,
        details={"source": str(settings.get("source_system", "")), "holds": holds.value},
    )
    return saved
