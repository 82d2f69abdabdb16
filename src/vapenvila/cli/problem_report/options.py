"""The options of the command, each with its sentence."""

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path | None, typer.Option("--out", help="File to write, ending in .html or .pdf.")]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", help="TOML file: which column is which in the tables.")
]
Incidents = Annotated[
    Path | None, typer.Option("--incidents", help="Table of incidents, or of their victims.")
]
Persons = Annotated[
    Path | None, typer.Option("--persons", help="Table of who was in which incident, and as what.")
]
People = Annotated[
    Path | None, typer.Option("--people", help="Table with one row a person, such as those listed.")
]
Ties = Annotated[Path | None, typer.Option("--ties", help="Table of ties between people.")]
Groups = Annotated[Path | None, typer.Option("--groups", help="Table with one row a group.")]
Relations = Annotated[Path | None, typer.Option("--relations", help="Table of relations between groups.")]
Population = Annotated[
    int | None, typer.Option("--population", help="People who live there: the denominator.")
]
PopulationDate = Annotated[
    str, typer.Option("--population-date", help="The day the population was that, as 2025-12-31.")
]
PopulationSource = Annotated[str, typer.Option("--population-source", help="Who says so, such as SCB.")]
Place = Annotated[str, typer.Option("--place", help="Name of the city, for the heading.")]
Definition = Annotated[
    str, typer.Option("--definition", help="What counts as an incident, printed with the figures.")
]
First = Annotated[str, typer.Option("--first", help="First day that counts, as 2024-01-01.")]
Last = Annotated[str, typer.Option("--last", help="Last day that counts.")]
Smallest = Annotated[
    int, typer.Option("--smallest", help="Fewer people than this are not told apart; 1 tells all.")
]
StrictAtLeast = Annotated[
    float, typer.Option("--strict-at-least", help="Strict share under which the premise is warned of.")
]
UnknownAtMost = Annotated[
    float, typer.Option("--unknown-at-most", help="Unknown share above which the premise is warned of.")
]
ProgrammeName = Annotated[
    str,
    typer.Option(
        "--programme", help="Short name of a programme: its register and groups instead of tables, with --by."
    ),
]
Number = Annotated[
    int | None,
    typer.Option("--number", help="With --programme: an analysis made before, instead of a new one."),
]
StandsForIt = Annotated[
    str, typer.Option("--by", help="With --programme: e-mail address of the person who stands for it.")
]
Purpose = Annotated[str, typer.Option("--purpose", help="With --programme and --out: what the file is for.")]
Recipient = Annotated[str, typer.Option("--recipient", help="With --programme and --out: who gets the file.")]
