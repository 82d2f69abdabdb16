"""The table of incidents: one row an incident, or one row a victim, which are put together by the incident's number."""

from collections.abc import Hashable
from datetime import datetime, time

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.problem_analysis import NO, NOT_KNOWN, YES, IncidentTable, Link
from vapenvila.analysis.problem_analysis.inputs import Texts
from vapenvila.analysis.problem_analysis.link import together
from vapenvila.analysis.problem_analysis.places import flat
from vapenvila.cli.problem_report.rows import Rows
from vapenvila.cli.user_error import UserError

LINKS = ("confirmed", "suspected", "not", "unknown")
ANSWERS = ("yes", "no", "unknown")
_LINK = {
    "confirmed": Link.CONFIRMED,
    "suspected": Link.SUSPECTED,
    "not": Link.NOT_GROUP,
    "unknown": Link.UNKNOWN,
}
_ANSWER = {"yes": YES, "no": NO, "unknown": NOT_KNOWN}
Whole = NDArray[np.int64]


def incidents_of(rows: Rows) -> tuple[IncidentTable, int]:
    """The incidents, and how many places at 0, 0 were taken as not known. Raises UserError naming row and column."""
    ids, group = _grouped(rows)
    n = len(ids) if ids is not None else len(rows)
    x, y, at_zero = _places(rows)
    links = _links(rows)
    made = IncidentTable(
        n=n,
        ids=ids,
        when=_earliest(_moments(rows), group, n),
        x=_first_number(x, group, n),
        y=_first_number(y, group, n),
        area=_first_text(rows.cells("area"), group, n),
        areas_total=_whole(rows, "areas_total"),
        dead=_dead(rows, group, n),
        victims=_victims(rows, group, n),
        shooting=None if (found := _answers(rows, "shooting")) is None else _most(found, group, n),
        links=None if links is None else together(links, group, n),
        struck=_first_text(rows.cells("struck"), group, n),
        attacker=_first_text(rows.cells("attacker"), group, n),
    )
    return made, at_zero


def _grouped(rows: Rows) -> tuple[tuple[Hashable, ...] | None, Whole]:
    """Names of the incidents, and the incident of each row."""
    kind = rows.section.text("rows") or "incidents"
    if kind not in ("incidents", "victims"):
        rows.section.refuse("rows", f'is "incidents" or "victims", not {kind!r}')
    if "id" not in rows.section:
        if kind == "victims":
            raise UserError(
                f"{rows.section.option('rows')} is victims: say in id which column numbers the incident."
            )
        return None, np.arange(len(rows))
    names = rows.names("id")
    place: dict[Hashable, int] = {}
    group = np.array([place.setdefault(name, len(place)) for name in names], dtype=np.int64)
    if kind == "incidents" and len(place) < len(names):
        again = next(at for at in range(len(names)) if group[at] < group[:at].max(initial=-1) + 1 and at > 0
                     and (group[:at] == group[at]).any())  # fmt: skip
        rows.refuse(
            rows.section.needed("id"),
            "id",
            again,
            f'is {names[again]!r}, which stands above already; if a row is a victim, say rows = "victims"',
        )
    return tuple(place), group


def _moments(rows: Rows) -> NDArray[np.datetime64] | None:
    """Days, or moments where a time is mapped and stands in every row."""
    days = rows.days("date")
    times = rows.cells("time") if days is not None else None
    if days is None or times is None or None in times:
        return days
    column, written = rows.section.needed("time"), rows.section.written_as("time")
    found = days.astype("datetime64[s]")
    for place, cell in enumerate(times):
        try:
            clock = datetime.strptime(str(cell), written).time() if written else _clock(str(cell))  # noqa: DTZ007
        except ValueError:
            rows.refuse(
                column, "time", place, f"is {cell!r}, which is no time written as {written or '23:15'}"
            )
        found[place] += np.timedelta64(clock.hour * 3600 + clock.minute * 60 + clock.second, "s")
    return found


def _clock(cell: str) -> time:
    """A time of day, its hour written with one digit or two."""
    return time.fromisoformat(cell if len(cell.split(":", maxsplit=1)[0]) == 2 else f"0{cell}")


def _places(rows: Rows) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None, int]:
    """Metres east and north, and places at 0, 0."""
    flat_ones, degrees = (
        ("x" in rows.section, "y" in rows.section),
        (
            "latitude" in rows.section,
            "longitude" in rows.section,
        ),
    )
    if (any(flat_ones) and any(degrees)) or any(flat_ones) != all(flat_ones) or any(degrees) != all(degrees):
        raise UserError(
            f"{rows.section.file} [incidents]: say either x and y, or latitude and longitude, both of them."
        )
    if any(flat_ones):
        metres = rows.section.number("metres") or 1.0
        east, north = rows.numbers("x"), rows.numbers("y")
        if _look_like_degrees(east, north):
            raise UserError(
                f"{rows.table.name}: x and y look like degrees, not lengths; map them as longitude and latitude."
            )
        if east is None or north is None:
            return None, None, 0
        return east * metres, north * metres, 0
    if not any(degrees):
        return None, None, 0
    latitude, longitude = rows.numbers("latitude"), rows.numbers("longitude")
    if latitude is None or longitude is None:
        return None, None, 0
    _check_degrees(rows, latitude, longitude)
    nowhere = (latitude == 0.0) & (longitude == 0.0)
    latitude[nowhere] = longitude[nowhere] = np.nan
    return (*flat(latitude, longitude), int(nowhere.sum()))


def _look_like_degrees(east: NDArray[np.float64] | None, north: NDArray[np.float64] | None) -> bool:
    """All within the range of degrees, and within a few of each other."""
    if east is None or north is None:
        return False
    known = np.isfinite(east) & np.isfinite(north)
    near = known.any() and np.abs(east[known]).max() <= 180.0 and np.abs(north[known]).max() <= 90.0
    return bool(near and np.ptp(east[known]) < 5.0 and np.ptp(north[known]) < 5.0)


def _check_degrees(rows: Rows, latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> None:
    for key, values, most in (("latitude", latitude, 90.0), ("longitude", longitude, 180.0)):
        wrong = np.abs(values) > most
        if wrong.any():
            place = int(np.argmax(wrong))
            what = f"is {values[place]:g}, which is no {key}; have latitude and longitude changed places?"
            rows.refuse(rows.section.needed(key), key, place, what)


def _links(rows: Rows) -> NDArray[np.int8] | None:
    """(rows, sides) links of both sides, or of the incident as a whole."""
    whole, victim, offender = (rows.words(key, LINKS) for key in ("group", "victim_group", "offender_group"))
    if whole is not None and (victim is not None or offender is not None):
        raise UserError(
            f"{rows.section.file} [incidents]: say group for the whole incident, or victim_group and offender_group."
        )
    sides = [whole] if whole is not None else [side for side in (victim, offender) if side is not None]
    if not sides:
        return None
    found = [[_LINK[words[0]] if words else Link.UNKNOWN for words in side] for side in sides]
    if whole is None and len(sides) == 1:  # the other side was never judged
        found.append([Link.UNKNOWN] * len(rows))
    return np.array(found, dtype=np.int8).T


def _answers(rows: Rows, key: str) -> NDArray[np.int8] | None:
    words = rows.words(key, ANSWERS)
    if words is None:
        return None
    return np.array([_ANSWER[word[0]] if word else NOT_KNOWN for word in words], dtype=np.int8)


def _dead(rows: Rows, group: Whole, n: int) -> Whole | None:
    """People killed: by a number, or by whether the row's victim or incident is fatal. -1 where not known."""
    numbers, fatal = rows.numbers("dead", whole=True), _answers(rows, "fatal")
    if numbers is not None and fatal is not None:
        raise UserError(f"{rows.section.file} [incidents]: say dead, a number, or fatal, yes or no.")
    if numbers is not None:
        fatal = np.where(np.isnan(numbers), NOT_KNOWN, numbers).astype(np.int64)
    if fatal is None:
        return None
    return _summed(fatal.astype(np.int64), group, n)


def _victims(rows: Rows, group: Whole, n: int) -> Whole | None:
    """People hurt or killed: by a number, or the rows of an incident where a row is a victim."""
    numbers = rows.numbers("victims", whole=True)
    if numbers is not None:
        return _summed(np.where(np.isnan(numbers), NOT_KNOWN, numbers).astype(np.int64), group, n)
    if rows.section.text("rows") == "victims":
        return np.bincount(group, minlength=n).astype(np.int64)
    return None


def _summed(values: Whole, group: Whole, n: int) -> Whole:
    """(n,) sums of what is known, -1 where nothing above 0 is known and something is not."""
    known = np.bincount(group, np.maximum(values, 0), n).astype(np.int64)
    open_ = np.bincount(group, values < 0, n) > 0
    return np.where(open_ & (known == 0), NOT_KNOWN, known).astype(np.int64)


def _most(answers: NDArray[np.int8], group: Whole, n: int) -> NDArray[np.int8]:
    """(n,) yes where any row says so, else not known where any is not, else no."""
    order = np.zeros(n, dtype=np.int8)
    np.maximum.at(
        order, group, np.where(answers == YES, 2, np.where(answers == NOT_KNOWN, 1, 0)).astype(np.int8)
    )
    return np.array([NO, NOT_KNOWN, YES], dtype=np.int8)[order]


def _earliest(when: NDArray[np.datetime64] | None, group: Whole, n: int) -> NDArray[np.datetime64] | None:
    if when is None:
        return None
    first = np.full(n, np.datetime64("9999-12-31"), dtype=when.dtype)
    np.minimum.at(first, group, when)
    return first


def _first_number(values: NDArray[np.float64] | None, group: Whole, n: int) -> NDArray[np.float64] | None:
    """(n,) the first known value of each incident."""
    if values is None:
        return None
    found = np.full(n, np.nan)
    for place in np.flatnonzero(np.isfinite(values))[::-1]:
        found[group[place]] = values[place]
    return found


def _first_text(cells: list[str | None] | None, group: Whole, n: int) -> Texts | None:
    if cells is None:
        return None
    found: list[str | None] = [None] * n
    for at, cell in zip(group.tolist(), cells, strict=True):
        if found[at] is None:
            found[at] = cell
    return tuple(found)


def _whole(rows: Rows, key: str) -> int | None:
    value = rows.section.number(key)
    if value is not None and value != int(value):
        rows.section.refuse(key, "is a whole number")
    return None if value is None else int(value)
