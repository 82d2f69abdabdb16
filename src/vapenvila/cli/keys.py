"""`vapenvila keys new | rotate | status`: the keys that seal, find and sign."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console

from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def _vault(module: str) -> Any:
    return open_site(f"vapenvila.web.vault.{module}")


@app.command()
def new(as_json: AsJson = False) -> None:
    """Make the first keys, once per installation. Keep a copy apart from the backups: without it nothing sealed opens.

    Example: vapenvila keys new
    """
    keys, errors = _vault("keys"), _vault("errors")
    try:
        if keys.any_made():
            raise UserError(
                f"There are keys in {keys.folder()} already. To change them: vapenvila keys rotate"
            )
        keys.make_keys(first=True)
        _tell(as_json, keys, f"Made the keys in {keys.folder()}. Keep a copy apart from the backups.")
    except errors.VaultError as problem:
        raise UserError(str(problem)) from None


@app.command()
def rotate(as_json: AsJson = False) -> None:
    """Make new keys and seal everything anew while people work; a rotation that was cut off goes on instead.

    Older keys stay in the folder, because older backups need them. Example: vapenvila keys rotate
    """
    keys, rotation, errors = _vault("keys"), _vault("rotation"), _vault("errors")
    try:
        if not keys.any_made():
            raise UserError(f"There are no keys in {keys.folder()}. Make them once with: vapenvila keys new")
        going_on = sum(rotation.left_under_older_keys().values()) > 0
        if not going_on:
            keys.make_keys()
        done = _seal_anew(rotation)
    except errors.VaultError as problem:
        raise UserError(str(problem)) from None
    start = "Went on with the rotation that was cut off" if going_on else "Made new keys"
    _tell(as_json, keys, f"{start}: {done} rows sealed anew.", rows=done, went_on=going_on)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Which keys there are, which are in use, and how much is still sealed with older ones.

    Example: vapenvila keys status
    """
    keys, rotation, errors = _vault("keys"), _vault("rotation"), _vault("errors")
    try:
        left = rotation.left_under_older_keys()
        lines = [f"Keys in {keys.folder()}:"]
        lines += [f"  {key['kind']} {key['number']} {key['id']} {key['state']}" for key in _keys(keys)]
        lines += [f"{name}: {count} rows under older keys" for name, count in left.items()]
        _tell(as_json, keys, "\n".join(lines), left=left)
    except errors.VaultError as problem:
        raise UserError(str(problem)) from None


def _seal_anew(rotation: Any) -> int:
    done = 0
    console = Console(stderr=True)
    with console.status("Sealing anew …") if console.is_terminal else _quiet():
        for batch in rotation.go_on():
            done += batch
    return done


@contextmanager
def _quiet() -> Iterator[None]:
    yield


def _keys(keys: Any) -> list[dict[str, Any]]:
    seen: set[str] = set()
    rows = []
    for key in keys.all_keys():
        rows.append(
            {
                "kind": str(key.kind),
                "number": key.number,
                "id": key.id.hex(),
                "state": "older" if key.kind in seen else "in use",
            }
        )
        seen.add(key.kind)
    return rows


def _tell(as_json: bool, keys: Any, sentence: str, **more: Any) -> None:
    if as_json:
        print(json.dumps({"folder": str(keys.folder()), "keys": _keys(keys), **more}))
    else:
        print(sentence)
