"""Does the premise of group violence intervention hold here: that a large part of the serious violence involves group
members?

The thresholds are conventions without a source, so they are settings: warn when the strict share is under a half or when
more than a quarter is unknown. Lexington had 34 % of its homicides and 30 % of its non-fatal shootings: it does not hold
everywhere.
"""

from dataclasses import dataclass
from typing import Final, Literal

from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.involvement import Involved
from vapenvila.analysis.result_form import JsonValue

STRICT_AT_LEAST: Final = 0.5
UNKNOWN_AT_MOST: Final = 0.25

Answer = Literal["holds", "fails", "open"]
Why = Literal["strict_share", "never_reached", "suspected_decide", "unknown_decides", "too_much_unknown"]


@dataclass(frozen=True, slots=True)
class Premise:
    """`answer`: holds, fails, or open (cannot be told). `why`: which of the rules gave it. `sure`: whether chance in so
    few incidents could not have turned it. `suspected_decide`: counting the suspected would turn it. `too_little`,
    `too_open`: the warnings that the strict share is under its threshold, and that more than its threshold is unknown."""

    answer: Answer
    why: Why
    sure: bool
    strict_at_least: float
    unknown_at_most: float
    involved: Involved

    @property
    def too_little(self) -> bool:
        """The strict share, the unknown not counted, is under the threshold."""
        return self.involved.strict.lowest < self.strict_at_least

    @property
    def too_open(self) -> bool:
        """More is unknown than the threshold allows."""
        return self.involved.unknown_share > self.unknown_at_most

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "answer": self.answer,
            "why": self.why,
            "sure": self.sure,
            "too_little": self.too_little,
            "too_open": self.too_open,
            "strict_at_least": self.strict_at_least,
            "unknown_at_most": self.unknown_at_most,
        }


def premise(
    involved: Involved, *, strict_at_least: float = STRICT_AT_LEAST, unknown_at_most: float = UNKNOWN_AT_MOST
) -> Premise:
    """Judge the premise. Raises ProblemError for thresholds that are no shares.

    It holds when the strict share reaches the threshold even if nothing unknown were group-involved. It fails when not
    even the wide share reaches it if everything unknown were. Everything else cannot be told.
    """
    for name, share in (("strict_at_least", strict_at_least), ("unknown_at_most", unknown_at_most)):
        if not 0.0 < share < 1.0:
            raise ProblemError(f"{name} is {share:g}; give a share between 0 and 1.")
    answer, why = _answered(involved, strict_at_least, unknown_at_most)
    low, high = involved.strict.limits[0], involved.wide.limits[1]
    sure = {"holds": low >= strict_at_least, "fails": high < strict_at_least, "open": False}[answer]
    return Premise(
        answer=answer,
        why=why,
        sure=sure,
        strict_at_least=strict_at_least,
        unknown_at_most=unknown_at_most,
        involved=involved,
    )


def _answered(involved: Involved, strict_at_least: float, unknown_at_most: float) -> tuple[Answer, Why]:
    if involved.strict.lowest >= strict_at_least:
        return "holds", "strict_share"
    if involved.wide.highest < strict_at_least:
        return "fails", "never_reached"
    if involved.unknown_share > unknown_at_most:
        return "open", "too_much_unknown"
    if involved.strict.highest < strict_at_least:
        return "open", "suspected_decide"
    return "open", "unknown_decides"
