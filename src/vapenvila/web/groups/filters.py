"""One choice of groups and of the picture's days, written in the address and read back from it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext

from vapenvila.rules.group_statement import FIRST_YEAR
from vapenvila.web.groups.vocabulary import State

LONGEST_TEXT = 80
BY_CODE = "code"


@dataclass(frozen=True, slots=True)
class PictureDays:
    """Which picture: what held on `on`, as it was known at the end of `known`. None: today, as known now."""

    on: date | None = None
    known: date | None = None

    def __bool__(self) -> bool:
        """Whether anything but the picture of today is asked for."""
        return self.on is not None or self.known is not None

    def day(self, today: date) -> date:
        """The day that is shown."""
        return self.on or self.known or today

    def moment(self, now: datetime) -> datetime:
        """The moment until which knowledge counts: now, or the end of the day that is asked for."""
        if self.known is None:
            return now
        return timezone.make_aware(datetime.combine(self.known + timedelta(days=1), time.min)) - timedelta(
            microseconds=1
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFilter:
    """What a person has chosen to see. Empty = every group of the picture of today."""

    days: PictureDays = PictureDays()
    states: tuple[str, ...] = ()
    soon: bool = False
    disputed: bool = False
    text: str = ""
    sort: str = BY_CODE

    def __bool__(self) -> bool:
        """Whether any group may be left out."""
        return bool(self.states or self.soon or self.disputed or self.text)

    def to_query(self) -> str:
        """The choice as a query string, always the same for the same choice."""
        query = QueryDict(mutable=True)
        for name, day in (("on", self.days.on), ("known", self.days.known)):
            if day is not None:
                query[name] = day.isoformat()
        if self.states:
            query.setlist("state", list(self.states))
        for name, chosen in (("soon", self.soon), ("disputed", self.disputed)):
            if chosen:
                query[name] = "1"
        if self.text:
            query["q"] = self.text
        if self.sort != BY_CODE:
            query["sort"] = self.sort
        return query.urlencode()

    def in_words(self) -> str:
        """The choice as a sentence, for the cover of a file."""
        parts = [str(State(state).label) for state in self.states]
        if self.soon:
            parts.append(gettext("runs out within a fortnight"))
        if self.disputed:
            parts.append(gettext("sources disagree"))
        if self.text:
            parts.append(gettext("holds “%(text)s”") % {"text": self.text})
        if self.days.on:
            parts.append(gettext("as it was on %(day)s") % {"day": date_format(self.days.on, "Y-m-d")})
        if self.days.known:
            parts.append(
                gettext("as it was known on %(day)s") % {"day": date_format(self.days.known, "Y-m-d")}
            )
        return ", ".join(parts) or gettext("every group of the picture")


def parse_days(query: QueryDict, today: date) -> tuple[PictureDays, tuple[str, ...]]:
    """The picture's days from an address, and a sentence for each that could not be understood (and was left out)."""
    problems: list[str] = []
    days = PictureDays(_day(query, "on", today, problems), _day(query, "known", today, problems))
    if days.known == today:
        days = replace(days, known=None)
    if days.on == today and days.known is None:
        days = replace(days, on=None)
    return days, tuple(problems)


def parse_filter(query: QueryDict, today: date) -> tuple[GroupFilter, tuple[str, ...]]:
    """The whole choice from an address."""
    days, problems = parse_days(query, today)
    wished = set(query.getlist("state")[: len(State)])
    chosen = GroupFilter(
        days=days,
        states=tuple(state for state in State.values if state in wished),
        soon=query.get("soon", "") not in ("", "0"),
        disputed=query.get("disputed", "") not in ("", "0"),
        text=" ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST_TEXT],
        sort=query.get("sort", "") or BY_CODE,
    )
    return chosen, problems


def _day(query: QueryDict, name: str, today: date, problems: list[str]) -> date | None:
    written = query.get(name, "").strip()
    if not written:
        return None
    try:
        day = parse_date(written)
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        problems.append(
            gettext("“%(written)s” is not a day. Write it as year-month-day, for example 2026-03-01.")
            % {"written": written[:40]}
        )
        return None
    if day > today:
        problems.append(gettext("That day has not been. The picture of today is shown."))
        return None
    return day
