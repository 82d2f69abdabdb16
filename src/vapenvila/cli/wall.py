"""`vapenvila wall attest`: attack the wall between rooms on the live database and say how it held."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import django
import typer

from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Pdf = Annotated[Path | None, typer.Option("--pdf", help="Write the attestation to this file.")]
Language = Annotated[str, typer.Option("--lang", help="Language of the attestation: sv or en.")]


def _self_test() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    django.setup()
    from vapenvila.web.oversight import self_test  # noqa: PLC0415 — models are importable after setup only

    return self_test


@app.callback()
def wall() -> None:
    """The wall between rooms and programmes."""


@app.command()
def attest(as_json: AsJson = False, pdf: Pdf = None, lang: Language = "sv") -> None:
    """Every role tries every address and every table that is not theirs. Nothing made up is left behind.

    Exit code 0: no leak. 1: the wall gave way, and each sentence says where. Example: vapenvila wall attest --json
    """
    if lang not in ("sv", "en"):
        raise UserError("--lang is sv or en.")
    if pdf is not None and not pdf.resolve().parent.is_dir():
        raise UserError(f"The folder of {pdf} does not exist.")
    self_test = _self_test()
    from django.utils import timezone  # noqa: PLC0415 — needs settings

    check = self_test.check_the_wall(at=timezone.now())
    if pdf is not None:
        from vapenvila.web.oversight.attestation import attestation_pdf  # noqa: PLC0415 — needs settings

        pdf.write_bytes(attestation_pdf(check, language=lang, now=timezone.now()))
    if as_json:
        print(json.dumps(_plain(check)))
    else:
        print(
            f"{check.checks} attempts by {check.roles} roles on {check.routes} addresses and {check.record_kinds} kinds"
            f" of record: {check.leaks} leaks."
        )
    for sentence in check.findings:
        print(sentence, file=sys.stderr)
    if not check.ok:
        raise typer.Exit(1)


def _plain(check: Any) -> dict[str, Any]:
    names = ("roles", "routes", "record_kinds", "checks", "leaks", "seconds", "version", "findings")
    return {**{name: getattr(check, name) for name in names}, "checked_at": check.checked_at.isoformat()}
