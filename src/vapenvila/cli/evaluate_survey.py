"""`vapenvila evaluate survey`: how many feel safe, in all, by area or over waves."""

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from vapenvila.analysis.safety_survey import Wave, area_shares, compare_waves, survey_share
from vapenvila.cli.answers import AsJson, Lang, Level, answered, show
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

Data = Annotated[Path, typer.Option("--data", help="Table with one row a person asked.")]
Answer = Annotated[str, typer.Option("--answer", help="Column with the answer, a code.")]
Yes = Annotated[str, typer.Option("--yes", help="Codes that count as yes: 4,5.")]
DontKnow = Annotated[str, typer.Option("--dont-know", help="Codes that mean don't know: 9.")]
Weight = Annotated[str, typer.Option("--weight", help="Column with the weight.")]
Stratum = Annotated[str, typer.Option("--stratum", help="Column with the stratum.")]
Cluster = Annotated[str, typer.Option("--cluster", help="Column with the first-stage cluster.")]
Area = Annotated[
    str, typer.Option("--area", help="Column with the area: a share for each, drawn towards all.")
]
WaveColumn = Annotated[str, typer.Option("--wave", help="Column with the wave, a year: waves are compared.")]
Method = Annotated[
    str, typer.Option("--method", help="Column with how the wave was made: no comparison across a change.")
]


def survey(
    data: Data,
    answer: Answer,
    yes: Yes,
    dont_know: DontKnow = "",
    weight: Weight = "",
    stratum: Stratum = "",
    cluster: Cluster = "",
    area: Area = "",
    wave: WaveColumn = "",
    method: Method = "",
    level: Level = 0.95,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Share of those asked who feel safe, with the interval of the sample's design.

    Example: vapenvila evaluate survey --data answers.csv --answer safe_at_night --yes 4,5 --dont-know 9 --area district
    """
    if area and wave:
        raise UserError("Ask for areas (--area) or waves (--wave), one at a time.")
    table = read_table(data)
    codes = table.numbers_or_missing(answer, "--answer")
    asked: dict[str, Any] = {
        "yes": _codes(yes, "--yes"),
        "dont_know": _codes(dont_know, "--dont-know") if dont_know else (),
        "level": level,
    }
    design: dict[str, Any] = {
        "weights": table.numbers(weight, "--weight") if weight else None,
        "strata": _labels(table, stratum, "--stratum") if stratum else None,
        "clusters": _labels(table, cluster, "--cluster") if cluster else None,
    }
    if area:
        areas = np.array([cell or "" for cell in table.cells(area, "--area")])
        show(answered(lambda: area_shares(codes, areas, **asked, **design)), as_json, lang)
    elif wave:
        waves = _labels(table, wave, "--wave")
        methods = _labels(table, method, "--method") if method else np.full(len(waves), "")
        made = answered(lambda: _waves(codes, waves, methods, asked, design))
        show(answered(lambda: compare_waves(made, level=level)), as_json, lang)
    else:
        show(answered(lambda: survey_share(codes, **asked, **design)), as_json, lang)


def _waves(
    codes: NDArray[np.float64],
    waves: NDArray[np.str_],
    methods: NDArray[np.str_],
    asked: dict[str, Any],
    design: dict[str, Any],
) -> list[Wave]:
    """Waves in the order of their names; each is a sample of its own."""
    made = []
    for name in np.unique(waves):
        here = waves == name
        how = np.unique(methods[here])
        if len(how) > 1:
            raise UserError(f"Wave {name} has two methods: {', '.join(how)}.")
        own: dict[str, Any] = {
            key: None if values is None else values[here] for key, values in design.items()
        }
        made.append(Wave(str(name), str(how[0]), survey_share(codes[here], **asked, **own)))
    return made


def _labels(table: Table, column: str, option: str) -> NDArray[np.str_]:
    return np.array(table.texts(column, option))


def _codes(text: str, option: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise UserError(f"{option} is {text!r}; write codes with commas between them, such as 4,5.") from None
