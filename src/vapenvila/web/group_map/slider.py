"""The steps of the slider through time: first days of months from when anything was said until today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vapenvila.web.groups.filters import PictureDays

MOST_STEPS = 180


@dataclass(frozen=True, slots=True)
class Slider:
    """Days that can be stepped to, the last of them today, and which of them is shown. `known` = as it was known then."""

    days: tuple[date, ...]
    at: int
    known: bool

    @property
    def before(self) -> PictureDays | None:
        """The picture a step earlier."""
        return self._days(self.at - 1) if self.at > 0 else None

    @property
    def after(self) -> PictureDays | None:
        """The picture a step later."""
        return self._days(self.at + 1) if self.at + 1 < len(self.days) else None

    def _days(self, step: int) -> PictureDays:
        if step == len(self.days) - 1:
            return PictureDays()
        day = self.days[step]
        return PictureDays(known=day) if self.known else PictureDays(on=day)


def slider(first: date, days: PictureDays, today: date) -> Slider:
    """Steps from the month of `first`; the step shown is the last that is not after the day of the picture."""
    start = max(first.year * 12 + first.month - 1, today.year * 12 + today.month - MOST_STEPS)
    months = range(start, today.year * 12 + today.month)
    steps = (*(date(month // 12, month % 12 + 1, 1) for month in months), today)
    if len(steps) > 1 and steps[-2] == today:
        steps = steps[:-1]
    return Slider(steps, _at(steps, days.day(today)), days.known is not None and days.on is None)


def _at(steps: Sequence[date], shown: date) -> int:
    return max((i for i, step in enumerate(steps) if step <= shown), default=0)
