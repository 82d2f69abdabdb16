"""Rows of the shared picture in, a page to be kept out.

People are in no table here: rows about persons lie in rooms. Whatever is made of them is said to be missing.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any  # pages as JSON
from uuid import UUID

import numpy as np
from altair.utils.schemapi import debug_mode

from vapenvila.analysis.problem_analysis import (
    Feuding,
    GroupTable,
    IncidentTable,
    Link,
    Population,
    ProblemAnalysis,
    ProblemData,
    Settings,
    TieTable,
    problem_analysis,
)
from vapenvila.analysis.problem_analysis.places import flat
from vapenvila.analysis.report_page import ReportPage, page_from_values, values_of_page
from vapenvila.rules.group_lineage import groups_credited
from vapenvila.rules.problem_analysis import FEWEST_IN_A_SHARE, AnalysisWish
from vapenvila.web.groups.picture import GroupPicture
from vapenvila.web.groups.vocabulary import Activity, RelationKind
from vapenvila.web.problem_analysis.queries import IncidentRow

unchecked = debug_mode(False)  # the tests hold every chart against the schema

Tell = Callable[[str, int, int], None]
LANGUAGES = ("sv", "en")
LINKS = {
    "confirmed": Link.CONFIRMED,
    "suspected": Link.SUSPECTED,
    "not_gmi": Link.NOT_GROUP,
    "unknown": Link.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Made:
    """What is kept of an analysis: the answer, the page by language, the values, and the hash of both."""

    answer: str
    pages: dict[str, Any]
    values: dict[str, Any]
    sha256: str


@unchecked
def made_of(
    rows: Sequence[IncidentRow],
    picture: GroupPicture,
    wish: AnalysisWish,
    *,
    place: str,
    areas: int,
    definitions: Mapping[str, str],
    tell: Tell | None = None,
) -> Made:
    """The analysis of these rows. `definitions`: by what the incidents are counted, in each language."""
    settings = Settings(place=place, fewest_incidents=FEWEST_IN_A_SHARE)
    found = problem_analysis(_data(rows, picture, wish, areas), settings, tell=tell, columns=False)
    pages = {
        language: values_of_page(
            _worded(found, definitions[language], wish).page("sv" if language == "sv" else "en")
        )
        for language in LANGUAGES
    }
    values = _worded(found, definitions["en"], wish).to_dict("en")
    premise = found.parts.premise
    return Made(
        "open" if premise is None else premise.answer, pages, dict(values), fingerprint(pages, values)
    )


def fingerprint(pages: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """The hash of what an analysis says, whatever the order of its parts."""
    text = json.dumps([pages, values], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def page_kept(pages: Mapping[str, Any], language: str) -> ReportPage:
    """The page as it was made, in the reader's language."""
    return page_from_values(pages["sv" if language.startswith("sv") else "en"])


def _worded(found: ProblemAnalysis, definition: str, wish: AnalysisWish) -> ProblemAnalysis:
    """With the words of the count, and the whole years that were asked for instead of the first and last incident."""
    stands = found.parts.stands
    period = (f"{wish.first_year}-01-01", f"{wish.last_year}-12-31")
    settings = replace(stands.settings, definition=definition)
    return replace(
        found, parts=replace(found.parts, stands=replace(stands, settings=settings, period=period))
    )


def _data(rows: Sequence[IncidentRow], picture: GroupPicture, wish: AnalysisWish, areas: int) -> ProblemData:
    groups = _groups(picture)
    relations, feuds = _relations(picture)
    population = None
    if wish.population is not None and wish.population_on is not None:
        population = Population(wish.population, wish.population_on, wish.population_source)
    return ProblemData(
        incidents=_incidents(rows, picture, areas),
        groups=groups,
        relations=relations,
        population=population,
        feuds=feuds,
    )


def _incidents(rows: Sequence[IncidentRow], picture: GroupPicture, areas: int) -> IncidentTable:
    points = np.array([row.point or (np.nan, np.nan) for row in rows], dtype=np.float64)
    x, y = flat(points[:, 0], points[:, 1])
    named = _by_name(picture)
    judged = any(row.victim or row.offender for row in rows)
    links = [
        [LINKS[side[0]] if side else Link.UNKNOWN for side in (row.victim, row.offender)] for row in rows
    ]
    sides = [
        [_named(side, row.when.date(), named, picture) for row, side in zip(rows, of, strict=True)]
        for of in ([row.victim for row in rows], [row.offender for row in rows])
    ]
    return IncidentTable(
        n=len(rows),
        when=np.array([row.when for row in rows], dtype="datetime64[s]"),
        x=x,
        y=y,
        area=tuple(row.area for row in rows) if any(row.area for row in rows) else None,
        areas_total=areas or None,
        dead=np.array([row.dead for row in rows], dtype=np.int64),
        victims=np.array([row.victims for row in rows], dtype=np.int64),
        shooting=np.array([row.shooting for row in rows], dtype=np.int8),
        links=np.array(links, dtype=np.int8) if judged else None,
        struck=tuple(sides[0]) if judged else None,
        attacker=tuple(sides[1]) if judged else None,
    )


def _by_name(picture: GroupPicture) -> dict[str, UUID]:
    """Groups by code, label and alias; a name that two groups have is no name here."""
    found: dict[str, set[UUID]] = {}
    for group in picture.groups:
        for text in (group.code, *(said.text for said in (*group.labels, *group.aliases))):
            found.setdefault(text.casefold(), set()).add(group.id)
    return {text: next(iter(groups)) for text, groups in found.items() if len(groups) == 1}


def _named(
    side: tuple[str, str] | None, on: date, named: Mapping[str, UUID], picture: GroupPicture
) -> str | None:
    """The code of the group an act of this day counts for now, where it counts for one; else what was written of it."""
    if side is None or not side[1].strip():
        return None
    group = named.get(side[1].strip().casefold())
    if group is None:
        return side[1].strip().casefold()
    credited = groups_credited(group, on, picture.lineage_facts()) - {group}
    counted = next(iter(credited)) if len(credited) == 1 else group
    known = picture.group(counted)
    return known.code if known is not None else side[1].strip().casefold()


def _groups(picture: GroupPicture) -> GroupTable | None:
    if not picture.groups:
        return None
    activity, low, high = [], [], []
    for group in picture.groups:
        said = group.activity
        activity.append(said.activity if said and said.activity in (a.value for a in Activity) else None)
        low.append(np.nan if said is None or said.size_low is None else said.size_low)
        high.append(np.nan if said is None or said.size_high is None else said.size_high)
    sized = bool(np.isfinite(np.array([*low, *high], dtype=np.float64)).any())
    return GroupTable(
        tuple(group.code for group in picture.groups),
        activity=tuple(activity),
        low=np.array(low, dtype=np.float64) if sized else None,
        high=np.array(high, dtype=np.float64) if sized else None,
        on=picture.on,
    )


def _relations(picture: GroupPicture) -> tuple[TieTable | None, tuple[Feuding, ...]]:
    codes = {group.id: group.code for group in picture.groups}
    pairs = [said for said in picture.relations if said.a in codes and said.b in codes]
    if not pairs:
        return None, ()
    feuds = tuple(
        Feuding(
            codes[said.a],
            codes[said.b],
            said.ground.from_on.isoformat(),
            said.ground.to_on.isoformat() if said.ground.to_on else None,
        )
        for said in pairs
        if said.kind == RelationKind.FEUD
    )
    ties = TieTable(
        tuple(codes[said.a] for said in pairs),
        tuple(codes[said.b] for said in pairs),
        everyone=tuple(codes.values()),
    )
    return ties, feuds
