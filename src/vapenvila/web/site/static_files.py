"""Pictures, styles and scripts are gathered into VAPENVILA_HOME/static when any of them has changed."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


class StaticFilesMissingError(Exception):
    """The browser libraries have not been fetched; the sentence says how they are."""


def _fingerprint() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            name = storage.path(path)
            found.update(
                f"{path} {storage.get_modified_time(path).timestamp()} {storage.size(path)} {name}\n".encode()
            )
    return found.hexdigest()


def gather() -> None:
    """Gather unless what lies there was made from exactly these files."""
    made_from = settings.STATIC_ROOT / "made-from"
    now = _fingerprint()
    if made_from.exists() and made_from.read_text(encoding="ascii") == now:
        return
    if not (settings.WEB / "site" / "static" / "vendor").exists():
        raise StaticFilesMissingError(
            "The browser libraries are missing. In a checkout they come with: make demo (or setup/browser-libraries .venv)"
        )
    call_command("collectstatic", interactive=False, verbosity=0, clear=settings.STATIC_ROOT.exists())
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    made_from.write_text(now, encoding="ascii")
