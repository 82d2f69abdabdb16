"""`vapenvila disclosure export ID FILE | import FILE | key | partner`: disclosures between two servers, as signed files."""

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated, Any

import typer

from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def _carrying() -> Any:
    return open_site("vapenvila.web.disclosures.carrying.unattended")


def _say(result: dict[str, Any], sentence: str, as_json: bool) -> None:
    print(json.dumps(result, ensure_ascii=False) if as_json else sentence)


@app.command("export")
def export_(
    disclosure: Annotated[str, typer.Argument(metavar="ID", help="Identifier of the disclosure.")],
    file: Annotated[Path, typer.Argument(help="The signed file to write.")],
    as_json: AsJson = False,
) -> None:
    """Write a disclosure as a signed file for the receiver's own server. It holds person data: carry it safely.

    Example: vapenvila disclosure export 0199a3f2-7c1e-7d3a-9b55-3f6a1c0e8d11 to-police.json
    """
    carrying = _carrying()
    try:
        done = carrying.export_to(file, disclosure=disclosure)
    except carrying.NotTakenInError as problem:
        raise UserError(str(problem)) from None
    _say(done, f"Disclosure U{done['number']} is written to {file} as copy {done['copy']}.", as_json)


@app.command()
def tell(
    disclosure: Annotated[str, typer.Argument(metavar="ID", help="Identifier of the disclosure.")],
    file: Annotated[Path, typer.Argument(help="The signed file to write.")],
    as_json: AsJson = False,
) -> None:
    """Write what came after a carried disclosure: a recall or correction for the receiver, or the receiver's answer.

    Example: vapenvila disclosure tell 0199a3f2-7c1e-7d3a-9b55-3f6a1c0e8d11 recall.json
    """
    carrying = _carrying()
    try:
        done = carrying.tell_to(file, disclosure=disclosure)
    except carrying.NotTakenInError as problem:
        raise UserError(str(problem)) from None
    _say(done, f"What came after disclosure U{done['number']} is written to {file}.", as_json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A signed file from another server.")], as_json: AsJson = False
) -> None:
    """Take a signed disclosure into the receiver's room, once.

    Example: vapenvila disclosure import to-police.json
    """
    carrying = _carrying()
    try:
        with redirect_stdout(
            sys.stderr
        ):  # a server whose mail goes to the screen writes it there, not into the answer
            done = carrying.import_from(file)
    except carrying.NotTakenInError as problem:
        raise UserError(str(problem)) from None
    said = f"Disclosure U{done['number']} from {done['from']} lies in the room of {done['to']}."
    if done["tells"]:
        said = f"What {done['from']} tells of disclosure U{done['number']} is taken in."
    _say(done, said, as_json)


@app.command()
def key(as_json: AsJson = False) -> None:
    """Print this server's public key and its fingerprint, to be given to partners.

    Example: vapenvila disclosure key --json
    """
    fingerprint, public = _carrying().own_key()
    _say({"fingerprint": fingerprint, "public_key": public}, f"{public}\nFingerprint: {fingerprint}", as_json)


@app.command()
def partner(
    name: Annotated[str, typer.Argument(help="Name of the other server.")],
    agency: Annotated[str, typer.Option("--agency", help="The agency it speaks for, as named here.")],
    public_key: Annotated[str, typer.Option("--key", help="Its public key.")],
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="The fingerprint as read out by phone.")],
    as_json: AsJson = False,
) -> None:
    """Register another server's key by its fingerprint.

    Example: vapenvila disclosure partner Prison --agency "Frivården" --key 3b6a... --fingerprint 9f2c...
    """
    carrying = _carrying()
    try:
        carrying.register_partner(
            name=name, agency=agency, public_key_hex=public_key, fingerprint=fingerprint
        )
    except carrying.NotTakenInError as problem:
        raise UserError(str(problem)) from None
    _say({"name": name, "agency": agency}, f"{name} may send disclosures from {agency}.", as_json)
