"""`vapenvila reviews check`: mark reviews that were not held, and write to the board after two in a row."""

import json
import os
from dataclasses import asdict
from typing import Annotated

import django
import typer

app = typer.Typer(no_args_is_help=True)


@app.callback()
def reviews() -> None:
    """The weekly review."""


@app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Mark reviews that were not held; after two in a row write to the steering group, once. The worker does this nightly.

    Example: vapenvila reviews check
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 — needs settings

    from vapenvila.web.reviews.actions.missed import mark_missed_reviews  # noqa: PLC0415 — after setup only

    found = mark_missed_reviews(now=timezone.now())
    if as_json:
        print(json.dumps(asdict(found)))
    else:
        print(f"{found.marked} reviews marked as missed, {found.letters} letters to a board.")
