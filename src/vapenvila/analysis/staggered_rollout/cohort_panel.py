"""A panel of units that begin at different times: outcome, first treated period, covariates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_SHOWN = 5


class RolloutError(InputError):
    """A panel that cannot be used; the sentence names units and periods."""


@dataclass(frozen=True, slots=True, eq=False)
class CohortPanel:
    """`Y`: (n, T) outcomes. `times`: (T,) rising. `first`: (n,) first treated period, 0 never. `X`: (n, T, k) covariates.

    `control`: (n,) whether a unit may serve as control. `cluster`: (n,) numbers of clusters. `dropped`: units treated
    from the first period on, who have no time before and are left out.
    """

    Y: Floats
    times: Whole
    first: Whole
    X: Floats
    covariates: tuple[str, ...]
    control: NDArray[np.bool_]
    cluster: Whole
    dropped: int

    @property
    def cohorts(self) -> Whole:
        """(G,) first treated periods that occur within the panel."""
        return np.unique(self.first[self.first > 0])


def cohort_panel(
    units: Sequence[object],
    times: ArrayLike,
    outcomes: ArrayLike,
    first_treated: ArrayLike,
    *,
    covariates: dict[str, ArrayLike] | None = None,
    kept_out: ArrayLike | None = None,
    clusters: Sequence[object] | None = None,
) -> CohortPanel:
    """Panel from rows in any order. `first_treated`: 0 or missing for never, or after the last period.

    `kept_out`: rows of units that must not serve as controls, such as groups tied to treated ones. Raises RolloutError
    for cells missing or twice, and for what should be the same in all periods of a unit and is not.
    """
    names, row = np.unique(np.asarray(units), return_inverse=True)
    moments, column = np.unique(np.asarray(times, dtype=np.int64), return_inverse=True)
    values = [np.asarray(outcomes, dtype=np.float64)]
    values += [np.asarray(column, dtype=np.float64) for column in (covariates or {}).values()]
    _refuse_holes(names, moments, row, column, values)
    cells = np.full((len(names), len(moments), len(values)), np.nan)
    cells[row, column] = np.column_stack(values)
    begun = np.nan_to_num(np.asarray(first_treated, dtype=np.float64), nan=0.0, posinf=0.0)
    first = _same(names, row, begun, "first treated period").astype(np.int64)
    first[first > moments[-1]] = 0
    keep = (first == 0) | (first > moments[0])
    out = np.zeros(len(row)) if kept_out is None else np.asarray(kept_out, dtype=np.float64)
    number = row if clusters is None else np.unique(np.asarray(clusters), return_inverse=True)[1]
    panel = CohortPanel(
        Y=cells[keep, :, 0],
        times=moments,
        first=first[keep],
        X=cells[keep, :, 1:],
        covariates=tuple(covariates or {}),
        control=_same(names, row, out, "mark of being kept out")[keep] == 0,
        cluster=np.unique(_same(names, row, number.astype(np.float64), "cluster")[keep], return_inverse=True)[
            1
        ].astype(np.int64),
        dropped=int(np.sum(~keep)),
    )
    if len(panel.cohorts) == 0:
        raise RolloutError("No unit begins within the periods given, with at least one period before.")
    return panel


def _same(names: NDArray[np.generic], row: Whole, values: Floats, what: str) -> Floats:
    """(n,) the value of each unit, which must be the same in all its rows."""
    low, high = np.full(len(names), np.inf), np.full(len(names), -np.inf)
    np.minimum.at(low, row, values)
    np.maximum.at(high, row, values)
    if (low != high).any():
        raise RolloutError(
            f"The {what} of {names[int(np.argmax(low != high))]} is not the same in all its rows."
        )
    return low


def _refuse_holes(
    names: NDArray[np.generic], moments: Whole, row: Whole, column: Whole, values: list[Floats]
) -> None:
    if len(moments) < 2:
        raise RolloutError("There is one period; at least two are needed.")
    count = np.zeros((len(names), len(moments)), np.int64)
    np.add.at(count, (row, column), 1)
    unknown = np.zeros(count.shape, np.bool_)
    for one in values:
        unknown[row, column] |= ~np.isfinite(one)
    for wrong, what in ((count > 1, "occurs more than once"), ((count == 0) | unknown, "has no value")):
        if wrong.any():
            places = np.argwhere(wrong)
            shown = ", ".join(f"{names[i]} in {moments[j]}" for i, j in places[:_SHOWN])
            more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
            raise RolloutError(f"Every unit needs one row for every period, but {shown}{more} {what}.")
