"""A panel for synthetic control: units by periods, who is treated, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.synthetic_control.weights import Floats

_SHOWN = 5


class PanelError(InputError):
    """A panel that cannot be used; the sentence names units and periods."""


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Controls first, treated last. `Y`: (N, T) outcomes. `units`: N names. `times`: (T,), rising. `T0`: periods before."""

    Y: Floats
    units: tuple[str, ...]
    times: NDArray[np.generic]
    N0: int
    T0: int

    @property
    def treated(self) -> tuple[str, ...]:
        """Names of the treated units."""
        return self.units[self.N0 :]

    @property
    def controls(self) -> tuple[str, ...]:
        """Names of the control units."""
        return self.units[: self.N0]

    @property
    def target(self) -> Floats:
        """(T,) mean outcome of the treated units."""
        return np.asarray(self.Y[self.N0 :].mean(axis=0))

    def time_name(self, at: int) -> str:
        """A period as it is written."""
        return str(self.times[at])


def panel_of(
    units: Sequence[object],
    times: ArrayLike,
    outcomes: ArrayLike,
    *,
    treated: Sequence[str],
    start: object,
) -> Panel:
    """Panel from rows in any order. `treated`: names of the treated; `start`: first period with the programme.

    Raises PanelError for cells missing or twice, names that do not occur, and too few units or periods.
    """
    names = np.array([str(unit) for unit in units], dtype=object)
    when = np.asarray(times)
    values = np.asarray(outcomes, dtype=np.float64)
    unique_times, column = np.unique(when, return_inverse=True)
    known = sorted(set(names.tolist()))
    absent = [name for name in treated if name not in known]
    if absent or not treated:
        raise PanelError(f"There is no unit {absent[0]!r}." if absent else "No unit is treated.")
    order = [name for name in known if name not in treated] + list(dict.fromkeys(treated))
    row = np.array([order.index(name) for name in names])
    Y = np.full((len(order), len(unique_times)), np.nan)
    count = np.zeros(Y.shape, np.int64)
    np.add.at(count, (row, column), 1)
    Y[row, column] = values
    _refuse_holes(Y, count, order, unique_times)
    T0 = int(np.searchsorted(unique_times, np.asarray(start, dtype=unique_times.dtype)))
    N0 = len(order) - len(set(treated))
    if not 2 <= T0 < len(unique_times):
        raise PanelError(
            f"The start leaves {T0} of {len(unique_times)} periods before it; at least two before and one after are needed."
        )
    if N0 < 2:
        raise PanelError(f"There are {N0} units without the programme; at least two are needed to weigh.")
    return Panel(Y, tuple(order), unique_times, N0, T0)


def _refuse_holes(
    Y: Floats, count: NDArray[np.int64], units: Sequence[str], times: NDArray[np.generic]
) -> None:
    for wrong, what in (
        (count > 1, "occurs more than once"),
        ((count == 0) | ~np.isfinite(Y), "has no value"),
    ):
        if wrong.any():
            places = np.argwhere(wrong)
            shown = ", ".join(f"{units[i]} in {times[j]}" for i, j in places[:_SHOWN])
            more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
            raise PanelError(f"Every unit needs one value for every period, but {shown}{more} {what}.")
