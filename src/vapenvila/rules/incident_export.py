"""For which period incidents may be taken out of the house as a file. What holds for every copy stands in `exports`."""

from datetime import date

from vapenvila.rules.decision import Decision, allow, refuse, say

LONGEST_PERIOD_DAYS = 1827


def may_export_period(first_day: date | None, last_day: date | None) -> Decision:
    """Whether incidents of this period may leave. The whole register is never exported (acceptance S21)."""
    if first_day is None or last_day is None:
        return refuse(say("Choose the first and the last day. The whole register is never exported."))
    if last_day < first_day:
        return refuse(say("The first day lies after the last day."))
    if (last_day - first_day).days > LONGEST_PERIOD_DAYS:
        return refuse(say("An export covers at most five years. Choose a shorter period."))
    return allow(say("Incidents of this period may leave."))
