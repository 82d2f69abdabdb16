"""`vapenvila found`: a programme and its first administrator on a new server."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer
from django.core.exceptions import ValidationError

from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError
from vapenvila.rules.roles import AgencyKind

app = typer.Typer()


class Language(StrEnum):
    """Languages of the pages."""

    SV = "sv"
    EN = "en"


@app.command()
def found(
    slug: Annotated[str, typer.Argument(help="Short name in addresses: small letters, digits, hyphens.")],
    name: Annotated[str, typer.Argument(help="Name of the city or region.")],
    agency: Annotated[str, typer.Option(help="The administrator's agency.")],
    administrator: Annotated[str, typer.Option(help="The administrator's e-mail.")],
    person: Annotated[str, typer.Option("--name", help="The administrator's name.")],
    kind: Annotated[AgencyKind, typer.Option(help="Kind of the agency.")] = AgencyKind.MUNICIPALITY,
    language: Annotated[Language, typer.Option(help="The administrator's language.")] = Language.SV,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Found a programme with its first administrator, who opens the other accounts in the pages.

    Example: vapenvila found vinterhamn Vinterhamn --agency "Vinterhamns stad" --administrator alva@vinterhamn.example
    --name "Alva Uppdikt"
    """
    if not open_site("vapenvila.web.site.migrating").is_current():
        raise UserError("The database is not of this version yet. Run: vapenvila migrate")
    founding = open_site("vapenvila.web.partners.actions.founding")
    refused = open_site("vapenvila.web.partners.errors").RefusedError
    try:
        programme, user = founding.found_programme(
            slug=slug,
            name=name,
            agency=agency,
            kind=kind,
            administrator=founding.FirstAdministrator(administrator, person, language.value),
            at=datetime.now(UTC),
        )
    except ValidationError as problem:
        raise UserError(" ".join(problem.messages)) from None
    except refused as problem:
        raise UserError(str(problem)) from None
    path = founding.address_to_choose_password(user)
    if as_json:
        print(json.dumps({"programme": programme.slug, "administrator": user.email, "choose_password": path}))
        return
    print(f"{programme.name} is founded. {user.name} chooses a password at https://<this site>{path}")
    print("The link works once, for three days.")
