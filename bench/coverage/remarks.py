"""Why a share of intervals that hold the truth lies outside 93 to 97 %: by nature of the method, and on which side."""

from dataclasses import dataclass

LEAST, MOST = 0.93, 0.97


@dataclass(frozen=True, slots=True)
class Known:
    """A known reason. `estimator`, `setting`: words with which the row's begin; a setting that begins with a comma is
    how the row's ends. `above`: the side it lies on."""

    estimator: str
    setting: str
    above: bool
    why: str


_TOTALS = "two totals cannot tell that counts vary 2.4 times as much here; given by month they can, see the rows by month"
_NOT_NARROWER = (
    "single events are not taken to come much more evenly than by chance: the interval is the wider of two"
)
_WAVE = "; the season, left out of the model, looks like periods that go together"
_FALLEN = (
    "what is left over after the start is compared with what was before, and counts that fell also vary less"
)

KNOWN = (
    Known(
        "followers nearby", "", True, "no share lies below 0, so that a truth of 0 is missed on one side only"
    ),
    Known("interrupted series, ratio", "no chains", True, _NOT_NARROWER + _WAVE),
    Known("interrupted series", "", True, _NOT_NARROWER),
    Known("two periods by month", "no chains", True, _NOT_NARROWER),
    Known("displacement difference by month", "no chains", True, _NOT_NARROWER),
    Known("ratio of ratios by month", "no chains", True, _NOT_NARROWER),
    Known("two periods, exact ratio", "chains", False, _TOTALS),
    Known("displacement difference", "chains", False, _TOTALS),
    Known("ratio of ratios beside it", "chains", False, _TOTALS),
    Known(
        "anytime monitor, all",
        "",
        True,
        "holds at every look however many there will be: the price of looking at will",
    ),
    Known(
        "anytime monitor, the last",
        "",
        True,
        "promises as much for all looks together, so more than that for each alone",
    ),
    Known("synthetic control", ", ratio 0.65", True, _FALLEN),
    Known(
        "synthetic control, conformal",
        "",
        True,
        "whole periods are moved: an exact test, which refuses at most so often",
    ),
    Known(
        "exact",
        "",
        True,
        "a count takes whole numbers only, and the exact interval holds no less than promised for any",
    ),
    Known(
        "nowcast", "", True, "the final figure is a whole number and rarely far from what is known already"
    ),
    Known(
        "matched blocks, linearised",
        "",
        True,
        "the published error does not know that the weights meet the past; the placebo areas do",
    ),
)


def _is_of(known: str, setting: str) -> bool:
    return setting.endswith(known) if known.startswith(",") else setting.startswith(known)


def remark(estimator: str, setting: str, held: tuple[float, float, float]) -> str:
    """Empty inside; else the side, and why. `held`: share with its 95 % limits."""
    share, low, high = held
    if LEAST <= share <= MOST:
        return ""
    above = share > MOST
    side = "above" if above else "below"
    if low <= MOST and high >= LEAST:
        side += ", within chance"
    reasons = [
        one.why
        for one in KNOWN
        if one.above == above and estimator.startswith(one.estimator) and _is_of(one.setting, setting)
    ]
    return f"{side}: {reasons[0]}." if reasons else f"{side}."
