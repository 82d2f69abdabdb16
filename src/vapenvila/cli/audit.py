"""`vapenvila audit verify | seal`: recompute the seals of the audit trail, or write one now."""

import json
import os
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import django
import typer

from vapenvila.cli.progress import progress
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Kept = Annotated[
    str, typer.Option("--kept", help="Hash of a seal kept on paper or in an e-mail: must stand in the chain.")
]


def _sealing() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    django.setup()
    from vapenvila.web.audit import sealing  # noqa: PLC0415 — models are importable after setup only

    return sealing


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


@app.command()
def verify(as_json: AsJson = False, kept: Kept = "") -> None:
    """Recompute every seal from the events: finds an event changed, removed or slipped in behind the trail's back.

    Exit code 0: as sealed. 1: broken, and the sentence says where. Example: vapenvila audit verify --json
    """
    sealing = _sealing()
    with progress("Recomputing the seals"):
        found = sealing.verify_trail()
    missing = bool(kept) and not sealing.holds_seal(kept)
    if as_json:
        result = {**asdict(found), "ok": found.ok and not missing}
        print(json.dumps(result | ({"kept_seal_stands": not missing} if kept else {}), default=_plain))
    elif found.ok and not missing:
        print(found.summary())
    if not found.ok:
        print(found.summary(), file=sys.stderr)
    if missing:
        print("No seal in the trail has the hash you kept: seals were removed or rewritten.", file=sys.stderr)
    if missing or not found.ok:
        raise typer.Exit(1)


@app.command()
def seal(as_json: AsJson = False) -> None:
    """Seal the events written since the last seal. The worker does this by itself every ten minutes.

    Example: vapenvila audit seal
    """
    sealing = _sealing()
    from django.utils import timezone  # noqa: PLC0415 — needs settings

    written = sealing.seal_trail(at=timezone.now())
    last = sealing.last_seal()
    if last is None:
        raise UserError("The trail is empty: there is nothing to seal yet.")
    if as_json:
        print(json.dumps({"written": written, "hash": str(last), "sealed_at": last.sealed_at.isoformat()}))
    else:
        print(f"{written} new seals. Last seal: {last}")
