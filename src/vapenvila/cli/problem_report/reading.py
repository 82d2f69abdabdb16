"""All tables together as the data of an analysis: which belong to the chosen days, and what the whole stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from vapenvila.analysis.problem_analysis import (
    Feuding,
    GroupTable,
    IncidentTable,
    PersonTable,
    Population,
    ProblemData,
    TieTable,
)
from vapenvila.cli.answers import answered
from vapenvila.cli.problem_report.incident_rows import incidents_of
from vapenvila.cli.problem_report.mapping import ProblemMapping
from vapenvila.cli.problem_report.person_rows import people_of, persons_of
from vapenvila.cli.problem_report.rows import Rows, rows_of
from vapenvila.cli.problem_report.tie_rows import groups_of, relations_of, ties_of
from vapenvila.cli.user_error import UserError

TABLES = ("incidents", "persons", "people", "ties", "groups", "relations")


@dataclass(frozen=True, slots=True)
class Chosen:
    """First and last day that count, both included, None where all do; and the population as typed."""

    first: date | None = None
    last: date | None = None
    population: int | None = None
    population_on: str = ""
    population_source: str = ""


def data_of(files: Mapping[str, Path], mapping: ProblemMapping, chosen: Chosen) -> ProblemData:
    """The tables read by the mapping. Raises UserError naming file, row and column."""
    rows = {name: rows_of(file, mapping, name) for name, file in files.items()}
    left = sum(one.left_out for one in rows.values())
    people = answered(lambda: people_of(rows["people"])) if "people" in rows else None
    persons = answered(lambda: persons_of(rows["persons"])) if "persons" in rows else None
    groups = answered(lambda: groups_of(rows["groups"], _stated_on(mapping))) if "groups" in rows else None
    incidents, at_zero = _incidents(rows, persons)
    incidents, persons, outside = _within(incidents, persons, chosen)
    relations, feuds = _relations(rows, groups)
    return answered(
        lambda: ProblemData(
            incidents=incidents,
            persons=persons,
            people=people,
            groups=groups,
            ties=_tied(answered(lambda: ties_of(rows["ties"], people)), chosen) if "ties" in rows else None,
            relations=relations,
            population=population_of(mapping, chosen),
            feuds=feuds,
            remarks=(("rows", left), ("places", at_zero), ("dates", outside)),
        )
    )


def population_of(mapping: ProblemMapping, chosen: Chosen) -> Population | None:
    """The number of people with its day, from the command or else from the mapping; one without the other is refused."""
    about = mapping["about"]
    stated = about.number("population")
    people = chosen.population if chosen.population is not None else (None if stated is None else int(stated))
    on = chosen.population_on or about.text("population_on")
    if people is None and not on:
        return None
    if people is None or not on:
        missing = "--population-date, the day it was true" if people is not None else "--population"
        raise UserError(f"A share of the population needs both its number and its day: {missing} is missing.")
    source = chosen.population_source or about.text("population_source")
    return answered(lambda: Population(people, day_of(on, "--population-date"), source))


def day_of(text: str, option: str) -> date:
    """A day as typed. Raises UserError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{option} is {text!r}; write a date as 2026-01-31.") from None


def _stated_on(mapping: ProblemMapping) -> date | None:
    text = mapping["about"].text("stated_on")
    return day_of(text, mapping["about"].option("stated_on")) if text else None


def _relations(
    rows: Mapping[str, Rows], groups: GroupTable | None
) -> tuple[TieTable | None, tuple[Feuding, ...]]:
    return answered(lambda: relations_of(rows["relations"], groups)) if "relations" in rows else (None, ())


def _incidents(rows: Mapping[str, Rows], persons: PersonTable | None) -> tuple[IncidentTable | None, int]:
    """The table of incidents; without one, the incidents that the rows of persons name."""
    if "incidents" in rows:
        return answered(lambda: incidents_of(rows["incidents"]))
    if persons is None:
        return None, 0
    ids = tuple(dict.fromkeys(persons.incident))
    return answered(lambda: IncidentTable(len(ids), ids=ids)), 0


def _within(
    incidents: IncidentTable | None, persons: PersonTable | None, chosen: Chosen
) -> tuple[IncidentTable | None, PersonTable | None, int]:
    """What lies in the chosen days, and how many incidents do not."""
    if chosen.first is None and chosen.last is None:
        return incidents, persons, 0
    if incidents is None or incidents.when is None:
        raise UserError("--first and --last need the date of each incident.")
    days = incidents.when.astype("datetime64[D]")
    first = np.datetime64(chosen.first or date.min, "D")
    last = np.datetime64(chosen.last or date.max, "D")
    inside = (days >= first) & (days <= last)
    if not inside.any():
        raise UserError(f"None of the {incidents.n} incidents lies from {first} to {last}.")
    kept = _part(incidents, np.flatnonzero(inside))
    if persons is not None and kept.ids is not None:
        there = set(kept.ids)
        persons = _part_of_persons(persons, [at for at, one in enumerate(persons.incident) if one in there])
    return kept, persons, int((~inside).sum())


def _part(table: IncidentTable, at: np.ndarray[tuple[int], np.dtype[np.int64]]) -> IncidentTable:
    arrays = ("when", "x", "y", "dead", "victims", "shooting", "links")
    texts = ("ids", "area", "struck", "attacker")
    changed: dict[str, object] = {
        name: None if getattr(table, name) is None else getattr(table, name)[at] for name in arrays
    }
    for name in texts:
        column = getattr(table, name)
        changed[name] = None if column is None else tuple(column[place] for place in at.tolist())
    return replace(table, n=len(at), **changed)  # type: ignore[arg-type]  # each column keeps its own type


def _part_of_persons(table: PersonTable, at: list[int]) -> PersonTable | None:
    if not at:
        return None
    arrays = ("victim", "suspect", "witness", "supervised")
    texts = ("incident", "person", "sex", "age_band", "area")
    changed: dict[str, object] = {
        name: None if getattr(table, name) is None else getattr(table, name)[at] for name in arrays
    }
    for name in texts:
        column = getattr(table, name)
        changed[name] = None if column is None else tuple(column[place] for place in at)
    return replace(table, **changed)  # type: ignore[arg-type]  # each column keeps its own type


def _tied(ties: TieTable, chosen: Chosen) -> TieTable:
    """The ties of the chosen days where their days are known."""
    if ties.day is None or (chosen.first is None and chosen.last is None):
        return ties
    first = np.datetime64(chosen.first or date.min, "D")
    last = np.datetime64(chosen.last or date.max, "D")
    at = np.flatnonzero((ties.day >= first) & (ties.day <= last)).tolist()
    return replace(
        ties,
        one=tuple(ties.one[place] for place in at),
        other=tuple(ties.other[place] for place in at),
        weight=None if ties.weight is None else ties.weight[at],
        day=ties.day[at],
    )
