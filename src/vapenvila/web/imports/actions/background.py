"""Starting the check or the commit of a batch in the background."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from vapenvila.rules.decision import Decision
from vapenvila.web.accounts.models import User
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.facts import allowed_with
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.tasks import check_uploaded, commit_checked
from vapenvila.web.jobs.progress import start


class ImportRefused(Exception):  # noqa: N818 - read as a sentence where it is caught
    """A rule refused the act; `sentence` is in the person's language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def insist(decision: Decision) -> None:
    """Go on only if the rule allows it."""
    if not decision:
        raise ImportRefused(gettext(decision.reason))


@transaction.atomic
def start_check(
    *,
    batch: ImportBatch,
    settings: Mapping[str, Any] | None,
    profile: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> ImportBatch:
    """Read the file with these settings (or a ready profile) in the background; nothing goes into the register.

    `version` is the saved mapping's, when the settings are one's.
    """
    insist(allowed_with(batch).check)
    if settings is not None:
        mapping_from(settings)
    batch.profile, batch.mapping = profile, dict(settings) if settings is not None else None
    batch.mapping_version = version
    _begin(batch, gettext_noop("Checking a file of incidents"), by, at)
    values = {
        "batch": str(batch.pk),
        "job": str(batch.job_id),
        "programme": str(batch.programme_id),
        "user": str(by.pk),
    }
    check_uploaded.defer(**values)
    return batch


@transaction.atomic
def start_commit(*, batch: ImportBatch, by: User, at: datetime) -> ImportBatch:
    """Put what the dry run found into the register, in the background and in one transaction."""
    insist(allowed_with(batch).commit)
    batch.state = BatchState.COMMITTING
    _begin(batch, gettext_noop("Importing incidents"), by, at)
    values = {
        "batch": str(batch.pk),
        "job": str(batch.job_id),
        "programme": str(batch.programme_id),
        "user": str(by.pk),
    }
    commit_checked.defer(**values)
    return batch


def _begin(batch: ImportBatch, what: str, by: User, at: datetime) -> None:
    page = reverse("import", kwargs={"programme": batch.programme.slug, "batch": batch.pk})
    batch.job = start(programme=batch.programme_id, by=by.pk, at=at, what=what, leads_to=page)
    batch.save()
