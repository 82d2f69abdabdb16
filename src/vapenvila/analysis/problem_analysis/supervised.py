"""How much of the violence touches people who were under supervision (probation, parole): between bounds, as much is not
known."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.problem_analysis.bounded_share import BoundedShare, bounded_share
from vapenvila.analysis.problem_analysis.inputs import PersonTable, ProblemError
from vapenvila.analysis.problem_analysis.link import NO, NOT_KNOWN, YES, Codes
from vapenvila.analysis.result_form import JsonValue


@dataclass(frozen=True, slots=True)
class Supervised:
    """`incidents`: share in which a victim or suspect was under supervision. `people`: share of the victims and suspects,
    each once, who were in any of their incidents; None where it is not known who is the same person. `no_suspect`:
    incidents without a known suspect, of which it stays open."""

    incidents: BoundedShare
    people: BoundedShare | None
    no_suspect: int

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "incidents": self.incidents.as_json(),
            "people": None if self.people is None else self.people.as_json(),
            "incidents_without_suspect": self.no_suspect,
        }


def supervised(persons: PersonTable, incidents_total: int | None, level: float) -> Supervised:
    """`incidents_total`: all incidents, those without any person on record too. Raises ProblemError.

    An incident touches supervision when a victim or suspect was supervised. It does not when its suspects are known and
    nobody was. Otherwise it is open: an unknown suspect may have been.
    """
    if persons.supervised is None:
        raise ProblemError("The rows of persons do not say who was under supervision.")
    inside = persons.victim | persons.suspect
    if not inside.any():
        raise ProblemError("No row names a victim or a suspect.")
    place: dict[object, int] = {}
    at = np.array([place.setdefault(name, len(place)) for name in persons.incident])
    most = _most(at[inside], persons.supervised[inside], len(place))
    has_suspect = np.zeros(len(place), dtype=np.bool_)
    has_suspect[at[persons.suspect]] = True
    open_ = (most == NOT_KNOWN) | ((most == NO) & ~has_suspect)
    total = max(len(place), incidents_total or 0)
    without = total - len(place)
    share = bounded_share(int((most == YES).sum()), int(open_.sum()) + without, total, level)
    return Supervised(share, _of_people(persons, inside, level), int((~has_suspect).sum()) + without)


def _of_people(
    persons: PersonTable, inside: np.ndarray[tuple[int], np.dtype[np.bool_]], level: float
) -> BoundedShare | None:
    if persons.person is None or persons.supervised is None:
        return None
    rows = [at for at in np.flatnonzero(inside).tolist() if persons.person[at] is not None]
    if not rows:
        return None
    place: dict[object, int] = {}
    at = np.array([place.setdefault(persons.person[row], len(place)) for row in rows])
    most = _most(at, persons.supervised[rows], len(place))
    return bounded_share(int((most == YES).sum()), int((most == NOT_KNOWN).sum()), len(place), level)


def _most(at: np.ndarray[tuple[int], np.dtype[np.int64]], answers: Codes, units: int) -> Codes:
    """(units,) yes where any row says yes, else not known where any is not known or there is none, else no."""
    order = np.full(units, -1, dtype=np.int8)
    np.maximum.at(
        order, at, np.where(answers == YES, 2, np.where(answers == NOT_KNOWN, 1, 0)).astype(np.int8)
    )
    return np.array([NOT_KNOWN, NO, NOT_KNOWN, YES], dtype=np.int8)[order + 1]
