"""The nowcast the slow, obvious way: each cell counted report by report with the calendar, each share by a loop."""

from collections.abc import Sequence
from datetime import date, timedelta

from scipy import integrate, stats

Report = tuple[date, date, date | None]


def last_day_of(day: date, kind: str) -> date:
    """The last day of the period a day lies in."""
    while not _begins(day + timedelta(1), kind):
        day += timedelta(1)
    return day


def _begins(day: date, kind: str) -> bool:
    if kind == "day":
        return True
    if kind == "week":
        return day.weekday() == 0
    return day.day == 1 and (kind == "month" or day.month in (1, 4, 7, 10))


def periods_until(first: date, today: date, kind: str) -> list[date]:
    """Last days of the periods from that of `first` to the newest that is over."""
    ends = [last_day_of(first, kind)]
    while (following := last_day_of(ends[-1] + timedelta(1), kind)) <= today:
        ends.append(following)
    return [end for end in ends if end <= today]


def slow_known(reports: Sequence[Report], today: date, kind: str, longest: int) -> list[list[int | None]]:
    """What was known of each period at each delay, None after today."""
    ends = periods_until(min(event for event, came, _ in reports if came <= today), today, kind)
    days_after = today - ends[-1]
    table: list[list[int | None]] = []
    for row in range(len(ends)):
        cells: list[int | None] = []
        for delay in range(longest + 1):
            if row + delay >= len(ends):
                cells.append(None)
                continue
            cut = ends[row + delay] + days_after
            cells.append(
                sum(
                    last_day_of(event, kind) == ends[row] and came <= cut and (gone is None or gone > cut)
                    for event, came, gone in reports
                )
            )
        table.append(cells)
    return table


def chain_ladder_finals(cumulative: Sequence[Sequence[float | None]]) -> list[float]:
    """Final figures by link ratios over all rows, one step after another."""
    finals = []
    for row in cumulative:
        cells = [cell for cell in row if cell is not None]
        value = cells[-1]
        for j in range(len(cells), len(row)):
            pairs = [(r[j - 1], r[j]) for r in cumulative if r[j] is not None and r[j - 1] is not None]
            value *= sum(after for _, after in pairs if after) / sum(before for before, _ in pairs if before)
        finals.append(value)
    return finals


def remainder_chance(
    count: int, *, known: int, shape: float, rate: float, late: float, early: float
) -> float:
    """Chance of so many reports to come, with one delay: a negative binomial mixed over the beta of the late share."""

    def one(share: float) -> float:
        chance = (rate + 1.0 - share) / (rate + 1.0)
        return float(stats.nbinom.pmf(count, shape + known, chance) * stats.beta.pdf(share, late, early))

    return float(integrate.quad(one, 0.0, 1.0, limit=200)[0])
