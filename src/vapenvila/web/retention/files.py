"""Files of deleted records: named in the transaction that deletes the record, removed after it, again until they are gone."""

import logging
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from vapenvila.web.retention.models import FileToRemove

log = logging.getLogger(__name__)


def leave_to_removal(paths: tuple[str, ...], *, at: datetime) -> None:
    """Note files or folders below the home that go when this transaction has ended."""
    FileToRemove.objects.bulk_create(FileToRemove(path=path, since=at) for path in paths)


def remove_files() -> int:
    """Remove every file that is noted; the number removed now. One that cannot be removed stays noted, and is in the log."""
    removed = 0
    for row in FileToRemove.objects.order_by("pk"):
        path = _inside_home(row.path)
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            log.exception("A file of a deleted record could not be removed; the next run tries again.")
            continue
        with transaction.atomic():
            row.delete()
        removed += 1
    return removed


def _inside_home(text: str) -> Path:
    home = Path(settings.HOME).resolve()
    path = (home / text).resolve()
    if home not in path.parents:
        raise ValueError("a file to remove must lie below the home of the service")
    return path
