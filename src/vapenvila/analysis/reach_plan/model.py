"""The plan as a linear programme: who is invited, in which meeting rivals sit, and which rows of people are reached.

Variables, all between 0 and 1: x (m,) a candidate is invited; then the seats of rivals and marks of rival sides; then
y (k,) a row of people is reached. y need not be whole: with whole x its best value is whole by itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from vapenvila.analysis.reach_plan.limits import Bounds

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]


class Lines:
    """Lines a·z ≤ b, gathered piece by piece."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.count = 0
        self._line: list[Positions] = []
        self._column: list[Positions] = []
        self._value: list[Floats] = []
        self._most: list[Floats] = []

    def new_columns(self, count: int) -> Positions:
        """So many more variables."""
        self.columns += count
        return np.arange(self.columns - count, self.columns)

    def add(self, column: Positions, value: float | Floats, most: float) -> None:
        """One line."""
        self.add_many(np.zeros(len(column), np.int64), column, value, np.array([most]))

    def add_many(self, line: Positions, column: Positions, value: float | Floats, most: Floats) -> None:
        """Several lines at once; `line` counts from 0."""
        self._line.append(np.asarray(line) + self.count)
        self._column.append(np.asarray(column))
        self._value.append(np.broadcast_to(np.asarray(value, dtype=np.float64), (len(column),)))
        self._most.append(np.asarray(most, dtype=np.float64))
        self.count += len(most)

    @property
    def matrix(self) -> sparse.csr_array:
        """(lines, columns) the left sides."""
        entries = (np.concatenate(self._line), np.concatenate(self._column))
        return sparse.csr_array((np.concatenate(self._value), entries), shape=(self.count, self.columns))

    @property
    def most(self) -> Floats:
        """(lines,) the right sides."""
        return np.concatenate(self._most)


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """Where rivals sit. `of`: the candidates with rivals. `columns`: (len(of), sessions) their variables; with one
    meeting these are the candidates' own."""

    of: Positions
    columns: Positions

    def meeting(self, m: int, z: Floats) -> Positions:
        """(m,) the meeting of each invited candidate with rivals, −1 for the others."""
        place = np.full(m, -1, dtype=np.int64)
        for candidate, columns in zip(self.of, self.columns, strict=True):
            if z[columns].max() > 0.5:
                place[candidate] = int(np.argmax(z[columns]))
        return place


def limit_lines(bounds: Bounds) -> tuple[Lines, Seats]:
    """The lines of all limits over the candidates, and where rivals sit."""
    m = len(bounds.group)
    lines = Lines(m)
    lines.add(np.arange(m), 1.0, bounds.total)
    if bounds.needs.any():
        needy = np.flatnonzero((bounds.group >= 0) & (bounds.needs[bounds.group] > 0))
        groups, line = np.unique(bounds.group[needy], return_inverse=True)
        lines.add_many(line, needy, -1.0, -bounds.needs[groups].astype(np.float64))
    of = bounds.conflicted
    if len(of) == 0:
        return lines, Seats(of, np.zeros((0, bounds.sessions), np.int64))
    columns = of[:, None] if bounds.sessions == 1 else _seat_columns(lines, of, bounds)
    for s in range(bounds.sessions):
        _keep_apart(lines, of, columns[:, s], bounds)
    return lines, Seats(of, columns)


def _seat_columns(lines: Lines, of: Positions, bounds: Bounds) -> Positions:
    """One variable for each rival in each meeting, adding up to whether they are invited."""
    count, sessions = len(of), bounds.sessions
    columns = lines.new_columns(count * sessions).reshape(count, sessions)
    line = np.repeat(np.arange(count), sessions + 1)
    column = np.hstack([columns, of[:, None]]).ravel()
    value = np.tile(np.append(np.ones(sessions), -1.0), count)
    lines.add_many(line, column, value, np.zeros(count))
    lines.add_many(line, column, -value, np.zeros(count))
    for s in range(sessions):
        lines.add(columns[:, s], 1.0, bounds.seats)
    # Meetings are alike until somebody sits in them: the first rival sits in the first, the second in one of two, …
    beyond = columns[np.arange(sessions)[None, :] > np.arange(count)[:, None]]
    if len(beyond):
        lines.add(beyond, 1.0, 0.0)
    return columns


def _keep_apart(lines: Lines, of: Positions, column: Positions, bounds: Bounds) -> None:
    """In one meeting: never somebody of both sides. Sides of several people are marked by one variable each."""
    marks: dict[bytes, int] = {}
    for pair in bounds.apart:
        ends = []
        for side in pair:
            here = column[np.searchsorted(of, side)]
            if len(side) == 1:
                ends.append(int(here[0]))
                continue
            key = side.tobytes()
            if key not in marks:
                marks[key] = int(lines.new_columns(1)[0])
                line = np.tile(np.arange(len(here)), 2)
                both = np.concatenate([here, np.full(len(here), marks[key])])
                lines.add_many(line, both, np.repeat([1.0, -1.0], len(here)), np.zeros(len(here)))
            ends.append(marks[key])
        lines.add(np.array(ends), 1.0, 1.0)
