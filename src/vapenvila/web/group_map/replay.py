"""The months a replay steps through, read from the address: which months there are, and how far it has come."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

from vapenvila.web.group_map.scope import MapScope
from vapenvila.web.groups.filters import GroupFilter

LENGTHS = (6, 12, 24, 36)
USUAL_LENGTH = 12
STRICT, WIDE = "strict", "wide"


@dataclass(frozen=True, slots=True)
class Replay:
    """Months from the first to the one of the picture's day; `at` = how many of them are over in what is shown."""

    scope: MapScope
    months: tuple[date, ...]
    at: int
    strict: bool

    @property
    def first(self) -> date:
        """The first day that is counted."""
        return self.months[0]

    @property
    def month(self) -> date:
        """First day of the month that is shown as new."""
        return self.months[self.at]

    @property
    def last(self) -> date:
        """The last day that is counted."""
        return min(_month_after(self.month) - timedelta(days=1), self.scope.last)

    @property
    def measure(self) -> str:
        """Strict or wide."""
        return STRICT if self.strict else WIDE

    @property
    def query(self) -> str:
        """The choice as the end of a link."""
        return self.query_at(self.at)

    def query_at(self, step: int) -> str:
        """The same choice at another month."""
        own = {}
        if len(self.months) != USUAL_LENGTH:
            own["months"] = str(len(self.months))
        if self.strict:
            own["measure"] = STRICT
        if step != len(self.months) - 1:
            own["upto"] = f"{self.months[step]:%Y-%m}"
        days = GroupFilter(days=self.scope.looking.days).to_query()
        return "&".join(part for part in (days, urlencode(own)) if part)

    @property
    def before(self) -> str | None:
        """A month earlier."""
        return self.query_at(self.at - 1) if self.at > 0 else None

    @property
    def after(self) -> str | None:
        """A month later."""
        return self.query_at(self.at + 1) if self.at + 1 < len(self.months) else None


def replay_in(query: QueryDict, scope: MapScope) -> Replay:
    """Read the address; what cannot be understood means the usual."""
    length = next((n for n in LENGTHS if str(n) == query.get("months")), USUAL_LENGTH)
    newest = scope.last.year * 12 + scope.last.month - 1
    months = tuple(
        date(number // 12, number % 12 + 1, 1) for number in range(newest - length + 1, newest + 1)
    )
    wished = query.get("upto", "")
    at = next((i for i, month in enumerate(months) if f"{month:%Y-%m}" == wished), length - 1)
    return Replay(scope, months, at, query.get("measure") == STRICT)


def _month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
