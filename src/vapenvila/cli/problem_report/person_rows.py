"""The tables of people: who was in which incident as what, and one row a person with what is known of each."""

from collections.abc import Hashable

import numpy as np

from vapenvila.analysis.problem_analysis import NOT_KNOWN, PeopleTable, PersonTable
from vapenvila.analysis.problem_analysis.inputs import Texts
from vapenvila.cli.problem_report.incident_rows import ANSWERS
from vapenvila.cli.problem_report.rows import Rows
from vapenvila.cli.user_error import UserError

ROLES = ("victim", "suspect", "witness")
SEXES = ("male", "female", "unknown")
BANDS = ((0, 14), (15, 17), (18, 20), (21, 24), (25, 29), (30, 39), (40, 120))
_ANSWER = {"yes": 1, "no": 0, "unknown": NOT_KNOWN}


def persons_of(rows: Rows) -> PersonTable:
    """Rows of persons in incidents. Raises UserError naming row and column."""
    said = rows.words("role", ROLES)
    if said is None:
        raise UserError(
            f"{rows.section.file}: [persons] needs role, a column that says victim, suspect or witness, or role = "
            '{ all = "victim" }.'
        )
    victim, suspect, witness = (np.array([role in words for words in said]) for role in ROLES)
    return PersonTable(
        incident=rows.names("incident"),
        victim=victim,
        suspect=suspect,
        witness=witness,
        person=rows.names_or_none("person"),
        supervised=_answers(rows, "supervised"),
        sex=_sex(rows),
        age_band=_age_bands(rows),
        area=_texts(rows, "area"),
    )


def people_of(rows: Rows) -> PeopleTable:
    """One row a person. Raises UserError naming row and column, for somebody who stands twice too."""
    ids = rows.names("id")
    seen: set[Hashable] = set()
    for place, name in enumerate(ids):
        if name in seen:
            rows.refuse(rows.section.needed("id"), "id", place, f"is {name!r}, who stands above already")
        seen.add(name)
    return PeopleTable(
        ids=ids,
        listed=_answers(rows, "listed"),
        group=_texts(rows, "group"),
        sex=_sex(rows),
        age_band=_age_bands(rows),
        area=_texts(rows, "area"),
    )


def _answers(rows: Rows, key: str) -> np.ndarray[tuple[int], np.dtype[np.int8]] | None:
    words = rows.words(key, ANSWERS)
    if words is None:
        return None
    return np.array([_ANSWER[word[0]] if word else NOT_KNOWN for word in words], dtype=np.int8)


def _texts(rows: Rows, key: str) -> Texts | None:
    cells = rows.cells(key)
    return None if cells is None else tuple(cells)


def _sex(rows: Rows) -> Texts | None:
    words = rows.words("sex", SEXES)
    if words is None:
        return None
    return tuple(word[0] if word and word[0] != "unknown" else None for word in words)


def _age_bands(rows: Rows) -> Texts | None:
    """Bands as the file has them, or made of years of age."""
    if "age" in rows.section and "age_band" in rows.section:
        raise UserError(
            f"{rows.section.file} [{rows.section.name}]: say age in years, or age_band, not both."
        )
    ages = rows.numbers("age")
    if ages is None:
        return _texts(rows, "age_band")
    wrong = (ages < 0) | (ages > BANDS[-1][1])
    if wrong.any():
        place = int(np.argmax(wrong))
        rows.refuse(rows.section.needed("age"), "age", place, f"is {ages[place]:g}, which is no age")
    return tuple(None if np.isnan(age) else _band(int(age)) for age in ages)


def _band(age: int) -> str:
    low, high = next(band for band in BANDS if age <= band[1])
    return f"{low}+" if high == BANDS[-1][1] else f"{low}–{high}"
