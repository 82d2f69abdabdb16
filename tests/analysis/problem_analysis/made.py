"""A small made-up town with everything a problem analysis can be made of."""

from dataclasses import replace
from datetime import date

import numpy as np

from vapenvila.analysis.problem_analysis import (
    Feuding,
    GroupTable,
    IncidentTable,
    Link,
    PeopleTable,
    PersonTable,
    Population,
    ProblemData,
    Settings,
    TieTable,
)

N = 150
SETTINGS = Settings(
    place="Vinterhamn", definition="counting rule version 1", draws=49, series=99, permutations=99
)


def incidents(n: int = N, *, seed: int = 1) -> IncidentTable:
    """Shootings and a few explosions over three years, two thirds of them confirmed on a side."""
    rng = np.random.default_rng(seed)
    victim = rng.choice(
        [Link.UNKNOWN, Link.NOT_GROUP, Link.SUSPECTED, Link.CONFIRMED], n, p=[0.1, 0.3, 0.1, 0.5]
    )
    offender = rng.choice(
        [Link.UNKNOWN, Link.NOT_GROUP, Link.SUSPECTED, Link.CONFIRMED], n, p=[0.3, 0.2, 0.1, 0.4]
    )
    groups = [f"G{number:02d}" for number in range(1, 7)]
    struck = [str(rng.choice(groups)) if link >= Link.SUSPECTED else None for link in victim]
    attacker = [str(rng.choice(groups)) if link >= Link.SUSPECTED else None for link in offender]
    return IncidentTable(
        n,
        ids=tuple(range(n)),
        when=np.datetime64("2023-01-01") + np.sort(rng.integers(0, 1095, n)).astype("timedelta64[D]"),
        x=rng.normal(0, 1500, n),
        y=rng.normal(0, 1500, n),
        area=tuple(str(rng.choice(["Norr", "Söder", "Öster"], p=[0.6, 0.3, 0.1])) for _ in range(n)),
        areas_total=5,
        dead=(rng.random(n) < 0.2).astype(np.int64),
        victims=rng.integers(0, 4, n),
        shooting=(rng.random(n) < 0.8).astype(np.int8),
        links=np.stack([victim, offender], axis=1).astype(np.int8),
        struck=tuple(struck),
        attacker=tuple(attacker),
    )


def persons(n: int = N, *, seed: int = 2) -> PersonTable:
    """Two or three rows an incident, of two hundred people."""
    rng = np.random.default_rng(seed)
    incident = np.sort(np.concatenate([np.arange(n), rng.integers(0, n, 2 * n)]))
    who = rng.integers(0, 200, len(incident))
    role = rng.integers(0, 3, len(incident))
    return PersonTable(
        incident=tuple(incident.tolist()),
        victim=role == 0,
        suspect=role == 1,
        witness=role == 2,
        person=tuple(who.tolist()),
        supervised=rng.choice([-1, 0, 1], len(incident), p=[0.2, 0.6, 0.2]).astype(np.int8),
    )


def people(*, seed: int = 3) -> PeopleTable:
    """The same two hundred, a third of them listed."""
    rng = np.random.default_rng(seed)
    return PeopleTable(
        ids=tuple(range(200)),
        listed=(rng.random(200) < 0.33).astype(np.int8),
        sex=tuple(str(rng.choice(["male", "female"], p=[0.85, 0.15])) for _ in range(200)),
        age_band=tuple(str(rng.choice(["15–17", "18–20", "21–24", "25+"])) for _ in range(200)),
    )


def everything() -> ProblemData:
    """All tables."""
    rng = np.random.default_rng(4)
    one, other = rng.integers(0, 200, 300), rng.integers(0, 200, 300)
    names = tuple(f"G{number:02d}" for number in range(1, 7))
    return ProblemData(
        incidents=incidents(),
        persons=persons(),
        people=people(),
        groups=GroupTable(
            names,
            activity=("active", "active", "active", None, "dormant", "dissolved"),
            low=np.array([5.0, 8, 10, 4, 3, 2]),
            high=np.array([9.0, 12, np.nan, 8, 5, 4]),
            on=date(2026, 1, 1),
        ),
        ties=TieTable(tuple(one.tolist()), tuple(other.tolist()), everyone=tuple(range(200))),
        relations=TieTable(("G01", "G02", "G03"), ("G02", "G03", "G04"), everyone=names),
        population=Population(92_000, date(2025, 12, 31), "SCB"),
        feuds=(Feuding("G01", "G02"), Feuding("G02", "G03"), Feuding("G03", "G04")),
    )


def only(**tables: object) -> ProblemData:
    """Those tables and no others."""
    nothing = dict.fromkeys(("incidents", "persons", "people", "groups", "ties", "relations", "population"))
    return replace(everything(), **{**nothing, "feuds": (), **tables})  # type: ignore[arg-type]  # tables by name
