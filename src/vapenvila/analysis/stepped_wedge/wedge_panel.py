"""Groups by week: counts, the dose of the programme each week, and which groups are tied to which."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.panel_rows import Floats, Whole, panel_rows

Mask = NDArray[np.bool_]


class WedgeError(InputError):
    """A panel or settings that cannot be used; the sentence names groups and periods."""


@dataclass(frozen=True, slots=True, eq=False)
class WedgePanel:
    """`Y`: (n, T) counts. `dose`: (n, T) received in each period. `groups`: n names. `times`: (T,), rising.

    `ties`: (m, 2) places of groups, either order; `kinds`: (m,) of each tie. `ties_outside`: ties that name a group which is
    not in the panel.
    """

    Y: Floats
    dose: Floats
    groups: tuple[str, ...]
    times: NDArray[np.generic]
    ties: Whole
    kinds: tuple[str, ...]
    ties_outside: int

    @property
    def begun(self) -> Mask:
        """(n, T) whether the group has had its first dose by then."""
        return np.asarray(np.cumsum(self.dose, axis=1) > 0.0)

    def exposed(self, kind: str | None = None) -> Mask:
        """(n, T) whether the group is tied to one that has begun while it has not itself, by ties of that kind or of any."""
        begun = self.begun
        found = np.zeros(begun.shape, np.bool_)
        for (one, other), of in zip(self.ties, self.kinds, strict=True):
            if kind is None or of == kind:
                found[one] |= begun[other]
                found[other] |= begun[one]
        return found & ~begun


def wedge_panel(
    groups: Sequence[object],
    times: ArrayLike,
    outcomes: ArrayLike,
    dose: ArrayLike,
    *,
    ties: Sequence[tuple[object, object]] = (),
    kinds: Sequence[str] | None = None,
) -> WedgePanel:
    """Panel from rows in any order. `dose`: (N,) received by the group in that period, 0 for none.

    `ties`: pairs of groups, as they were when the programme began; `kinds`: of each, such as alliance or feud. Raises
    WedgeError for cells missing or twice, counts that are none, doses below 0, and where nobody or everybody at once begins.
    """
    rows = panel_rows([str(group) for group in groups], times, WedgeError)
    cells = rows.cells([np.asarray(outcomes, dtype=np.float64), np.asarray(dose, dtype=np.float64)])
    place = {str(name): at for at, name in enumerate(rows.names)}
    of = list(kinds) if kinds is not None else ["tie"] * len(ties)
    inside = [
        (place[str(a)], place[str(b)], kind)
        for (a, b), kind in zip(ties, of, strict=True)
        if str(a) in place and str(b) in place
    ]
    panel = WedgePanel(
        Y=cells[:, :, 0],
        dose=cells[:, :, 1],
        groups=tuple(str(name) for name in rows.names),
        times=rows.times,
        ties=np.array([(a, b) for a, b, _ in inside], dtype=np.int64).reshape(-1, 2),
        kinds=tuple(kind for _, _, kind in inside),
        ties_outside=len(ties) - len(inside),
    )
    _refuse_unusable(panel)
    return panel


def _refuse_unusable(panel: WedgePanel) -> None:
    Y, dose = panel.Y, panel.dose
    for wrong, values, what in (
        ((Y < 0.0) | (np.floor(Y) != Y), Y, "events; a count is a whole number of at least 0"),
        (dose < 0.0, dose, "as dose; it cannot be below 0"),
    ):
        if wrong.any():
            g, t = np.argwhere(wrong)[0]
            raise WedgeError(f"{panel.groups[g]} in {panel.times[t]} has {values[g, t]:g} {what}.")
    if not (dose > 0.0).any():
        raise WedgeError("No group ever gets the programme: every dose is 0.")
    if len(panel.groups) < 3:
        raise WedgeError(f"There are {len(panel.groups)} groups; at least three are needed to compare.")
