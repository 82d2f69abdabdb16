"""`vapenvila evaluate blocks`: an area of many small blocks beside blocks weighted to be like it."""

from typing import Annotated

import typer

from vapenvila.analysis.matched_blocks import BlockPanel, block_panel, matched_blocks
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.periods import Data, Start, Time, columns_named, period_named, periods_of
from vapenvila.cli.tables import Table, read_table

Block = Annotated[str, typer.Option("--block", help="Column with the names of the blocks.")]
Outcomes = Annotated[str, typer.Option("--outcome", help="Columns with counts, with commas between.")]
Treated = Annotated[
    str, typer.Option("--treated", help="Column with 1 for blocks with the programme, in any of their rows.")
]
Covariates = Annotated[
    str | None, typer.Option("--covariates", help="Columns to be met as well, with commas between.")
]
Together = Annotated[
    int, typer.Option("--together", min=1, help="Periods before the start to meet as one sum.")
]
Draws = Annotated[int, typer.Option("--draws", min=0, help="Placebo areas; 0 for none.")]

Jackknife = Annotated[
    int,
    typer.Option(
        "--jackknife", min=0, help="Groups of blocks left out in turn for one more interval; 0 for none."
    ),
]


def blocks(
    data: Data,
    block: Block,
    time: Time,
    outcome: Outcomes,
    treated: Treated,
    start: Start,
    covariates: Covariates = None,
    together: Together = 1,
    draws: Draws = 199,
    jackknife: Jackknife = 0,
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Did an area fare otherwise than blocks weighted to be like it? Every figure from before the start is met.

    Example: vapenvila evaluate blocks --data blocks.csv --block block --time quarter --outcome shots --treated area --start 9
    """
    checked_language(lang)
    table = read_table(data)
    result = answered(
        lambda: matched_blocks(
            _panel(table, (block, time, outcome, treated, start), covariates),
            together=together,
            draws=draws,
            jackknife=jackknife,
            level=level,
            seed=seed,
        )
    )
    show(result, as_json, lang)


def _panel(table: Table, named: tuple[str, str, str, str, str], covariates: str | None) -> BlockPanel:
    block, time, outcome, treated, start = named
    when = periods_of(table, time, "--time")
    return block_panel(
        table.identifiers(block, "--block"),
        when,
        {name: table.numbers_or_missing(name, "--outcome") for name in columns_named(outcome)},
        table.yes_no(treated, "--treated"),
        period_named(start, when, "--start"),
        covariates={
            name: table.numbers_or_missing(name, "--covariates") for name in columns_named(covariates)
        },
    )
