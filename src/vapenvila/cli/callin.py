"""`vapenvila callin plan`: whom to invite to a call-in so that the message reaches the group."""

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from vapenvila.analysis.reach_plan import (
    LimitCost,
    Limits,
    People,
    ReachPlan,
    limit_costs,
    people_and_ties,
    plan_reach,
)
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.wording import Language
from vapenvila.cli.answers import AsJson, Lang, answered, checked_language, print_json
from vapenvila.cli.tables import Identifier, Table, read_table
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)


class Objective(StrEnum):
    """What the plan is to be best at."""

    REACH = "reach"
    EXPECTED = "expected"
    DOMINATE = "dominate"
    EVEN = "even"


class Between(StrEnum):
    """Whom the rivals' file names."""

    EITHER = "either"
    PEOPLE = "people"
    GROUPS = "groups"


PeopleFile = Annotated[Path, typer.Option("--people", help="Table with one row a person.")]
Id = Annotated[str, typer.Option("--id", help="Column of --people that names the person.")]
Group = Annotated[str, typer.Option("--group", help="Column with the person's group; may be empty.")]
Eligible = Annotated[str, typer.Option("--eligible", help="Column with 1 for those who may be invited.")]
Attendance = Annotated[str, typer.Option("--attendance", help="Column with the chance, 0 to 1, of coming.")]
Ties = Annotated[Path, typer.Option("--ties", help="Table with one row a tie.")]
Source = Annotated[str, typer.Option("--from", help="Column of --ties with the one person.")]
Target = Annotated[str, typer.Option("--to", help="Column of --ties with the other person.")]
Capacity = Annotated[int | None, typer.Option("--capacity", help="Places in each meeting.")]
Sessions = Annotated[int, typer.Option("--sessions", help="Number of meetings.")]
MaxTotal = Annotated[int | None, typer.Option("--max-total", help="Most invited over all meetings.")]
PerGroupMin = Annotated[int, typer.Option("--per-group-min", help="Fewest invited from each group.")]
Rivals = Annotated[
    Path | None,
    typer.Option("--rivals", help="Table of pairs who never share a meeting: its first two columns."),
]
RivalsBetween = Annotated[
    Between,
    typer.Option("--rivals-between", help="Whether --rivals names people or groups; either: looked up."),
]
Exclude = Annotated[
    str, typer.Option("--exclude", help="Column of --people with 1 for those not to be invited.")
]
Aim = Annotated[Objective, typer.Option("--objective", help="What the plan is to be best at.")]
Hops = Annotated[int, typer.Option("--hops", help="Ties over which the message is carried: 1 or 2.")]
Seconds = Annotated[
    float, typer.Option("--seconds", help="After so long the best plan found is given, with a bound.")
]
Costs = Annotated[
    bool, typer.Option("--costs/--no-costs", help="Plan again without each limit, to say what it costs.")
]


@app.callback()
def callin() -> None:
    """Choose messengers for a call-in by how many people the message reaches.

    Example: vapenvila callin plan --people nodes.csv --ties edges.csv --capacity 4
    """


@app.command()
def plan(
    people: PeopleFile,
    ties: Ties,
    id_column: Id = "Id",
    group: Group = "",
    eligible: Eligible = "",
    attendance: Attendance = "",
    source: Source = "Source",
    target: Target = "Target",
    capacity: Capacity = None,
    sessions: Sessions = 1,
    max_total: MaxTotal = None,
    per_group_min: PerGroupMin = 0,
    rivals: Rivals = None,
    rivals_between: RivalsBetween = Between.EITHER,
    exclude: Exclude = "",
    objective: Aim = Objective.REACH,
    hops: Hops = 1,
    seconds: Seconds = 30.0,
    costs: Costs = False,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Choose messengers by how many people the message reaches over ties, with a proof or a bound.

    reach: most people if everybody comes. expected: most on average, given --attendance. dominate: the fewest who reach
    everyone. even: the largest share of the least reached group. Nobody is valued: only reach in this plan counts.

    Example: vapenvila callin plan --people nodes.csv --id Id --ties edges.csv --from Source --to Target --capacity 4
    """
    language = checked_language(lang)
    who = _people(
        read_table(people), read_table(ties), (id_column, group, eligible, attendance, source, target), hops
    )
    apart, between = _rivals(rivals, rivals_between, who)
    excluded = _marked(read_table(people), who, exclude)
    limits = Limits(capacity, sessions, max_total, per_group_min, apart, between, excluded)
    found = answered(lambda: plan_reach(who, limits, objective.value, seconds=seconds))
    without = answered(lambda: limit_costs(who, limits, found, seconds=seconds)) if costs else ()
    if not as_json:
        _print(found, without, language)
        return
    values = found.to_dict(language)
    details = dict(cast("Mapping[str, JsonValue]", values["details"]))  # cast: what to_dict always puts there
    details["costs"] = [asdict(cost) for cost in without]
    print_json({**values, "details": details})


def _people(rows: Table, pairs: Table, columns: tuple[str, ...], hops: int) -> People:
    id_column, group, eligible, attendance, source, target = columns
    ids = rows.identifiers(id_column, "--id")
    named: dict[str, Identifier] = {str(name): name for name in ids}
    ends = [pairs.texts(column, option) for column, option in ((source, "--from"), (target, "--to"))]
    ties = [(named.get(one, one), named.get(other, other)) for one, other in zip(*ends, strict=True)]
    groups = rows.identifiers_or_none(group, "--group") if group else None
    may = rows.yes_no(eligible, "--eligible") if eligible else None
    chance = rows.numbers(attendance, "--attendance") if attendance else None
    return answered(
        lambda: people_and_ties(ids, ties, groups=groups, eligible=may, attendance=chance, hops=hops)
    )


def _marked(rows: Table, who: People, column: str) -> list[Identifier]:
    """Who is marked in the column."""
    if not column:
        return []
    return [name for name, out in zip(who.ids, rows.yes_no(column, "--exclude"), strict=True) if out]


def _rivals(
    file: Path | None, between: Between, who: People
) -> tuple[list[tuple[Identifier, Identifier]], str]:
    """Pairs of rivals, and whether they are people or groups: whichever all names of the file are."""
    if file is None:
        return [], "people"
    table = read_table(file)
    if len(table.frame.columns) < 2:
        raise UserError(f"{table.name} has one column; rivals are pairs, in its first two columns.")
    ends = [table.texts(column, "--rivals") for column in table.frame.columns[:2]]
    people, groups = ({str(name): name for name in names} for names in (who.ids, who.group_names))
    are_people, are_groups = (
        all(name in known for end in ends for name in end) for known in (people, groups)
    )
    if between is Between.EITHER and are_people and are_groups:
        raise UserError(f"{table.name} could name people or groups; say which with --rivals-between.")
    chosen = between is Between.GROUPS or (between is Between.EITHER and are_groups)
    known = groups if chosen else people
    pairs = [(known.get(one, one), known.get(other, other)) for one, other in zip(*ends, strict=True)]
    return pairs, "groups" if chosen else "people"


def _print(found: ReachPlan, without: tuple[LimitCost, ...], language: Language) -> None:
    print(found.summary(language))
    for number, meeting in enumerate(found.meetings, start=1):
        print(f"{number}: {', '.join(str(name) for name in meeting)}")
    for sentence in (*found.warnings(language), *(cost.summary(language) for cost in without)):
        print(sentence)
