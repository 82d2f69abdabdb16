"""Who is hurt, and who is listed against who is in incidents: by sex, age and area, and by nothing else."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from vapenvila.analysis.problem_analysis.bounded_share import plain_limits
from vapenvila.analysis.problem_analysis.inputs import (
    CATEGORIES,
    PeopleTable,
    PersonTable,
    ProblemError,
    Texts,
)
from vapenvila.analysis.problem_analysis.link import YES
from vapenvila.analysis.problem_analysis.small_numbers import hidden_counts
from vapenvila.analysis.result_form import JsonValue

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Slice:
    """One category among `n` people. `count`, `share` and `limits` are None where too few to be shown."""

    name: str
    count: int | None
    share: float | None
    limits: Interval | None


@dataclass(frozen=True, slots=True)
class Profile:
    """People by one category. `n`: those of whom it is known; `unknown`: the others."""

    by: str
    slices: tuple[Slice, ...]
    n: int
    unknown: int

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values; a hidden number is null."""
        return {
            "by": self.by,
            "n": self.n,
            "unknown": self.unknown,
            "categories": [
                {
                    "category": one.name,
                    "count": one.count,
                    "share": one.share,
                    "interval": None if one.limits is None else list(one.limits),
                }
                for one in self.slices
            ],
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """One category: its share of the listed and of those in incidents, and how many times as large the former is. None where
    too few to be shown; `ratio` also where nobody of it is in incidents."""

    name: str
    listed: Slice
    involved: Slice
    ratio: float | None
    limits: tuple[float, float | None] | None


@dataclass(frozen=True, slots=True)
class Disparity:
    """Who is listed against who is in incidents as victim or suspect, by one category."""

    by: str
    rows: tuple[Compared, ...]
    listed: int
    involved: int
    unknown: tuple[int, int]
    level: float

    def apart(self) -> tuple[Compared, ...]:
        """Categories whose ratio is surely not 1."""
        return tuple(
            row
            for row in self.rows
            if row.limits is not None
            and (row.limits[0] > 1.0 or (row.limits[1] is not None and row.limits[1] < 1.0))
        )

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values; a hidden number is null."""
        return {
            "by": self.by,
            "listed": self.listed,
            "involved": self.involved,
            "unknown": list(self.unknown),
            "categories": [
                {
                    "category": row.name,
                    "listed": row.listed.count,
                    "listed_share": row.listed.share,
                    "involved": row.involved.count,
                    "involved_share": row.involved.share,
                    "ratio": row.ratio,
                    "interval": None if row.limits is None else list(row.limits),
                }
                for row in self.rows
            ],
        }


def profile(
    persons: PersonTable, people: PeopleTable | None, by: str, *, smallest: int, level: float
) -> Profile:
    """The victims by one category, each once where it is known who is the same. Raises ProblemError."""
    counts, unknown = _counted(_in_incidents(persons, people, by, victims_only=True))
    return profile_of_counts(by, counts, unknown, smallest=smallest, level=level)


def profile_of_counts(by: str, counts: Counter[str], unknown: int, *, smallest: int, level: float) -> Profile:
    """From people counted by category. Raises ProblemError for a category that is not looked at, or nobody."""
    check_category(by)
    n = sum(counts.values())
    if n < max(1, smallest):
        raise ProblemError(f"There are too few people of whom {by} is known to show any.")
    names = sorted(counts)
    hidden = hidden_counts([counts[name] for name in names], smallest)
    return Profile(by, _slices(names, counts, hidden, n, level), n, unknown)


def disparity(
    persons: PersonTable, people: PeopleTable, by: str, *, smallest: int, level: float
) -> Disparity:
    """Listed members against victims and suspects. Raises ProblemError."""
    check_category(by)
    values: Texts | None = getattr(people, by)
    if people.listed is None or values is None:
        raise ProblemError(f"The table of people does not say who is listed, or not their {by}.")
    listed = [value for value, answer in zip(values, people.listed.tolist(), strict=True) if answer == YES]
    return disparity_of_counts(
        by,
        _counted(listed),
        _counted(_in_incidents(persons, people, by, victims_only=False)),
        smallest=smallest,
        level=level,
    )


def disparity_of_counts(
    by: str,
    listed: tuple[Counter[str], int],
    involved: tuple[Counter[str], int],
    *,
    smallest: int,
    level: float,
) -> Disparity:
    """From both counted by category, with those of whom it is not known. Raises ProblemError.

    The ratio's limits are one share's lower limit over the other's upper limit and the reverse, each at 1 − (1 −
    level)/2: they hold in at least `level` of cases, also when the same people are in both.
    """
    check_category(by)
    (those, unlisted), (others, unseen) = listed, involved
    n, m = sum(those.values()), sum(others.values())
    if min(n, m) < max(1, smallest):
        raise ProblemError(f"There are too few people of whom {by} is known to compare any.")
    names = sorted({*those, *others})
    hidden = [
        any(pair)
        for pair in zip(
            hidden_counts([those[name] for name in names], smallest),
            hidden_counts([others[name] for name in names], smallest),
            strict=True,
        )
    ]
    both = (_slices(names, those, hidden, n, level), _slices(names, others, hidden, m, level))
    rows = [
        Compared(name, one, other, *_ratio(one.count, n, other.count, m, level))
        for name, one, other in zip(names, *both, strict=True)
    ]
    return Disparity(by, tuple(rows), n, m, (unlisted, unseen), level)


def check_category(by: str) -> None:
    """Refuse whatever is not sex, age or area."""
    if by not in CATEGORIES:
        raise ProblemError(
            f"People are compared by sex, age band and area, not by {by!r}. Origin, nationality, religion, opinion and "
            f"health "
            "are never used here."
        )


def _slices(
    names: Sequence[str], counts: Counter[str], hidden: Sequence[bool], n: int, level: float
) -> tuple[Slice, ...]:
    return tuple(
        Slice(name, None, None, None)
        if away
        else Slice(name, counts[name], counts[name] / n, plain_limits(counts[name], n, level))
        for name, away in zip(names, hidden, strict=True)
    )


def _ratio(
    one: int | None, n: int, other: int | None, m: int, level: float
) -> tuple[float | None, tuple[float, float | None] | None]:
    if one is None or other is None:
        return None, None
    each = 1.0 - (1.0 - level) / 2.0
    (low, high), (least, most) = plain_limits(one, n, each), plain_limits(other, m, each)
    ratio = (one / n) / (other / m) if other else None
    return ratio, (low / most, high / least if least > 0.0 else None)


def _counted(values: Sequence[str | None]) -> tuple[Counter[str], int]:
    known = Counter(value for value in values if value is not None)
    return known, len(values) - sum(known.values())


def _in_incidents(
    persons: PersonTable, people: PeopleTable | None, by: str, *, victims_only: bool
) -> list[str | None]:
    """The category of each person in the role, by their row or by the table of people; each person once where known."""
    check_category(by)
    of_rows: Texts | None = getattr(persons, by)
    of_people: dict[Hashable, str | None] = {}
    if people is not None and getattr(people, by) is not None:
        of_people = dict(zip(people.ids, getattr(people, by), strict=True))
    if of_rows is None and not of_people:
        raise ProblemError(f"Neither the rows of persons nor the table of people say {by}.")
    inside = persons.victim if victims_only else persons.victim | persons.suspect
    seen: dict[Hashable, str | None] = {}
    alone: list[str | None] = []
    for at, here in enumerate(inside.tolist()):
        if not here:
            continue
        who = None if persons.person is None else persons.person[at]
        value = (None if of_rows is None else of_rows[at]) or of_people.get(who)
        if who is None:
            alone.append(value)
        else:
            seen[who] = seen.get(who) or value
    return [*seen.values(), *alone]
