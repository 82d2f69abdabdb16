"""`vapenvila retention preview | run`: count what is past its last day, or delete it and certify the deletion."""

import json
import os
import sys
from typing import Annotated, Any

import django
import typer

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


@app.callback()
def retention() -> None:
    """Deletion of what may no longer be kept."""


def _engine() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    django.setup()
    from vapenvila.web.retention import running  # noqa: PLC0415 — models are importable after setup only

    return running


@app.command()
def preview(as_json: AsJson = False) -> None:
    """Count what a run would delete now. Changes nothing.

    Example: vapenvila retention preview
    """
    engine = _engine()
    from django.utils import timezone  # noqa: PLC0415 — needs settings

    now = timezone.now()
    found, kept = engine.preview(at=now), engine.kept_by_events(at=now)
    if as_json:
        due = [
            {
                "kind": one.kind,
                "regime": one.regime.value,
                "level": one.scope.level.value,
                "programme": str(one.scope.programme or "") or None,
                "room": str(one.scope.room or "") or None,
                "count": one.count,
            }
            for one in found
        ]
        held = [
            {"kind": one.kind, "room": str(one.scope.room), "count": one.count, "duties": one.duties}
            for one in kept
        ]
        print(json.dumps({"due": due, "total": sum(one.count for one in found), "kept": held}))
        return
    for one in found:
        print(f"{one.count:>7}  {one.kind}  ({one.regime.value}, {one.scope.level.value})")
    print(f"{sum(one.count for one in found)} records are past their last day.")
    if kept:
        print(f"{sum(one.count for one in kept)} records have had their last day moved by what has happened.")


@app.command()
def run(as_json: AsJson = False) -> None:
    """Delete what is past its last day and write the certificates. The worker does this every night.

    Example: vapenvila retention run
    """
    engine = _engine()
    from django.utils import timezone  # noqa: PLC0415 — needs settings

    show = sys.stderr.isatty() and not as_json
    result = engine.run(
        at=timezone.now(), progress=lambda done: sys.stderr.write(f"\r{done} deleted") if show else None
    )
    if show:
        sys.stderr.write("\r")
    if as_json:
        kinds = {kind: count for kind, count in result.deleted.items() if count}
        print(
            json.dumps(
                {
                    "deleted": kinds,
                    "total": result.deleted.total(),
                    "files": result.files,
                    "certificates": result.certificates,
                }
            )
        )
    else:
        print(
            f"{result.deleted.total()} records and {result.files} files deleted, {result.certificates} certificates."
        )
