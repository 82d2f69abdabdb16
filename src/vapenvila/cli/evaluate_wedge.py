"""`vapenvila evaluate wedge`: groups that get a dose of the programme at different times, week by week."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vapenvila.analysis.stepped_wedge import WedgePanel, stepped_wedge, wedge_panel
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.periods import Data, Time, periods_of
from vapenvila.cli.tables import Table, read_table


class ShapeChoice(StrEnum):
    """How a dose works on."""

    STEP = "step"
    SUM = "sum"
    FADE = "fade"


class ExposedChoice(StrEnum):
    """What becomes of groups tied to those that have begun."""

    OUT = "out"
    APART = "apart"


Group = Annotated[str, typer.Option("--group", help="Column with the names of the groups.")]
Outcome = Annotated[str, typer.Option("--outcome", help="Column with counts.")]
Dose = Annotated[
    str, typer.Option("--dose", help="Column with the dose received in that period, 0 for none.")
]
Shape = Annotated[
    ShapeChoice,
    typer.Option("--shape", help="step: from the first dose for good; sum: doses add up; fade: they fade."),
]
HalfLife = Annotated[float, typer.Option("--half-life", help="Periods in which a fading dose is halved.")]
Ties = Annotated[
    Path | None, typer.Option("--ties", help="Table with one row for each tie between two groups.")
]
One = Annotated[str, typer.Option("--from", help="Column of --ties with the one group.")]
Other = Annotated[str, typer.Option("--to", help="Column of --ties with the other group.")]
Kind = Annotated[
    str, typer.Option("--kind", help="Column of --ties with the kind, such as alliance or feud.")
]
ExposedOption = Annotated[
    ExposedChoice,
    typer.Option("--exposed", help="Groups tied to those begun: out of the controls, or estimated apart."),
]
Lead = Annotated[
    int, typer.Option("--lead", min=1, help="Periods before the start that must show nothing yet.")
]
Draws = Annotated[int, typer.Option("--draws", min=0, help="Orders of the groups drawn anew; 0 for none.")]


def wedge(
    data: Data,
    group: Group,
    time: Time,
    outcome: Outcome,
    dose: Dose,
    shape: Shape = ShapeChoice.STEP,
    half_life: HalfLife = 13.0,
    ties: Ties = None,
    one: One = "Source",
    other: Other = "Target",
    kind: Kind = "",
    exposed: ExposedOption = ExposedChoice.OUT,
    lead: Lead = 8,
    draws: Draws = 999,
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Did groups change when their turn came, by the dose they got? A stepped wedge by group and week.

    Example: vapenvila evaluate wedge --data weeks.csv --group group --time week --outcome shots --dose visits
    """
    checked_language(lang)
    table = read_table(data)
    pairs, kinds = _ties(ties, one, other, kind)
    result = answered(
        lambda: stepped_wedge(
            _panel(table, (group, time, outcome, dose), pairs, kinds),
            shape=shape.value,
            half_life=half_life,
            exposed=exposed.value,
            lead=lead,
            draws=draws,
            level=level,
            seed=seed,
        )
    )
    show(result, as_json, lang)


def _panel(
    table: Table, named: tuple[str, str, str, str], pairs: list[tuple[str, str]], kinds: list[str] | None
) -> WedgePanel:
    group, time, outcome, dose = named
    return wedge_panel(
        table.texts(group, "--group"),
        periods_of(table, time, "--time"),
        table.numbers_or_missing(outcome, "--outcome"),
        table.numbers_or_missing(dose, "--dose"),
        ties=pairs,
        kinds=kinds,
    )


def _ties(
    file: Path | None, one: str, other: str, kind: str
) -> tuple[list[tuple[str, str]], list[str] | None]:
    if file is None:
        return [], None
    table = read_table(file)
    pairs = list(zip(table.texts(one, "--from"), table.texts(other, "--to"), strict=True))
    return pairs, table.texts(kind, "--kind") if kind else None
