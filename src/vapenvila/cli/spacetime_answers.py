"""`vapenvila spacetime answers`: how many attacks between groups are answered?"""

from pathlib import Path
from typing import Annotated

import typer

from vapenvila.analysis.self_exciting import Answered, Feud, answers_between_groups
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, show
from vapenvila.cli.spacetime_events import Data
from vapenvila.cli.spacetime_hawkes import (
    Breaks,
    Delays,
    First,
    Last,
    Time,
    days_in,
    moments_in,
    shortest_and_longest,
)
from vapenvila.cli.tables import read_table

Attacker = Annotated[str, typer.Option("--attacker", help="Column with the group that attacked.")]
Struck = Annotated[str, typer.Option("--struck", help="Column with the group that was struck.")]
Feuds = Annotated[
    Path | None,
    typer.Option(
        "--feuds", help="Table of known feuds: columns one, other, and where known first and last (days)."
    ),
]
_SHOWN = 10


def answers(
    data: Data,
    time: Time,
    attacker: Attacker,
    struck: Struck,
    feuds: Feuds = None,
    first: First = "",
    last: Last = "",
    breaks: Breaks = "",
    delays: Delays = "1,30",
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Answers between groups: how many attacks the struck group pays back, with its interval, and who answered whom.

    Example: vapenvila spacetime answers --data attacks.csv --time date --attacker attacker --struck struck --feuds feuds.csv
    """
    table = read_table(data)
    when = moments_in(table, time)
    acting, hit = table.texts(attacker, "--attacker"), table.texts(struck, "--struck")
    known, looked_for = _feuds(feuds), shortest_and_longest(delays)
    result = answered(
        lambda: answers_between_groups(
            when,
            acting,
            hit,
            feuds=known,
            first=first or None,
            last=last or None,
            breaks=days_in(breaks),
            delays=looked_for,
            level=level,
            seed=seed,
        )
    )
    show(result, as_json, lang)
    if not as_json:
        _print_directions(result)


def _feuds(file: Path | None) -> list[Feud]:
    if file is None:
        return []
    table = read_table(file)
    spans = [
        table.cells(name, "--feuds") if name in table.frame.columns else [None] * table.rows
        for name in ("first", "last")
    ]
    sides = (table.texts("one", "--feuds"), table.texts("other", "--feuds"))
    return [Feud(*row) for row in zip(*sides, *spans, strict=True)]


def _print_directions(result: Answered) -> None:
    print(f"{'attacker':>16} {'struck':>16} {'attacks':>8} {'answers among them':>24}")
    for one in result.directions()[:_SHOWN]:
        expected = f"{one.answers:.1f} ({one.low:.1f}–{one.high:.1f})"
        print(f"{one.attacker:>16} {one.struck:>16} {one.attacks:>8} {expected:>24}")
