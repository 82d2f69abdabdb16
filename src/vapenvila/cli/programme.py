"""`vapenvila programme open`: a new, empty programme with its first administrator."""

import json
from typing import Annotated

import typer

from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError
from vapenvila.rules.roles import AgencyKind

app = typer.Typer(no_args_is_help=True)


@app.callback()
def programme() -> None:
    """Open a programme (a city's GVI).

    Example: vapenvila programme open sommarhamn --name Sommarhamn --agency Kommunen --administrator it@sommarhamn.example
    """


@app.command("open")
def open_(
    slug: Annotated[str, typer.Argument(help="Short name in addresses: small letters, digits and hyphens.")],
    name: Annotated[str, typer.Option("--name", help="Name people know the programme by.")],
    agency: Annotated[str, typer.Option("--agency", help="The agency that leads the programme.")],
    administrator: Annotated[str, typer.Option("--administrator", help="E-mail of the first administrator.")],
    kind: Annotated[AgencyKind, typer.Option("--kind", help="Kind of the agency.")] = AgencyKind.MUNICIPALITY,
    person: Annotated[str, typer.Option("--person", help="Name of the administrator.")] = "Administrator",
    language: Annotated[str, typer.Option("--language", help="sv or en.")] = "sv",
    address: Annotated[str, typer.Option("--address", help="Where the pages are.")] = "http://localhost:8000",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Open a programme and print the link by which its administrator chooses a password. It works once, for three days.

    Example: vapenvila programme open sommarhamn --name Sommarhamn --agency Kommunen --administrator it@sommarhamn.example
    """
    opening = open_site("vapenvila.web.site.opening")
    try:
        path = opening.open_with_administrator(
            slug=slug,
            name=name,
            agency=agency,
            kind=kind,
            email=administrator,
            person=person,
            language=language,
        )
    except opening.CannotOpenError as problem:
        raise UserError(str(problem)) from None
    link = address.rstrip("/") + path if path else None
    if as_json:
        print(json.dumps({"programme": slug, "administrator": administrator, "link": link}))
        return
    print(f"The programme {name} is open at {address.rstrip('/')}/p/{slug}/")
    print(
        f"The administrator chooses a password here: {link}"
        if link
        else "The administrator has a password already."
    )
