"""`vapenvila evaluate wdd`: before and after in places with and without a programme."""

from typing import Annotated

import typer

from vapenvila.analysis.place_based import PlaceError, displacement_difference
from vapenvila.cli.answers import AsJson, Lang, Level, checked_language, show
from vapenvila.cli.user_error import UserError

Pair = tuple[float, float]
Treated = Annotated[Pair, typer.Option("--treated", help="Events with the programme, before and after.")]
Control = Annotated[Pair, typer.Option("--control", help="Events in the comparison, before and after.")]
TreatedRing = Annotated[
    Pair | None, typer.Option("--treated-displacement", help="Events around the programme, before and after.")
]
ControlRing = Annotated[
    Pair | None,
    typer.Option("--control-displacement", help="Events around the comparison, before and after."),
]
TimeWeights = Annotated[
    Pair, typer.Option("--time-weights", help="Length of the time before and after, such as 24 12.")
]


def wdd(
    treated: Treated,
    control: Control,
    treated_displacement: TreatedRing = None,
    control_displacement: ControlRing = None,
    time_weights: TimeWeights = (1.0, 1.0),
    level: Level = 0.95,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Did places with a programme change otherwise than places like them, displacement included?

    Example: vapenvila evaluate wdd --treated 207 110 --control 308 318
    """
    checked_language(lang)
    try:
        result = displacement_difference(
            treated,
            control,
            treated_ring=treated_displacement,
            control_ring=control_displacement,
            time_weights=time_weights,
            level=level,
        )
    except PlaceError as problem:
        raise UserError(str(problem)) from None
    show(result, as_json, lang)
