"""A panel of units that begin at different times: outcome, first treated period, covariates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.panel_rows import Floats, Whole, panel_rows


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
    rows = panel_rows(units, np.asarray(times, dtype=np.int64), RolloutError)
    values = [np.asarray(outcomes, dtype=np.float64)]
    values += [np.asarray(column, dtype=np.float64) for column in (covariates or {}).values()]
    cells, moments = rows.cells(values), rows.times.astype(np.int64)
    begun = np.nan_to_num(np.asarray(first_treated, dtype=np.float64), nan=0.0, posinf=0.0)
    first = rows.same(begun, "first treated period").astype(np.int64)
    first[first > moments[-1]] = 0
    keep = (first == 0) | (first > moments[0])
    out = np.zeros(len(rows.row)) if kept_out is None else kept_out
    number = rows.row if clusters is None else np.unique(np.asarray(clusters), return_inverse=True)[1]
    panel = CohortPanel(
        Y=cells[keep, :, 0],
        times=moments,
        first=first[keep],
        X=cells[keep, :, 1:],
        covariates=tuple(covariates or {}),
        control=rows.same(out, "mark of being kept out")[keep] == 0,
        cluster=np.unique(rows.same(number, "cluster")[keep], return_inverse=True)[1].astype(np.int64),
        dropped=int(np.sum(~keep)),
    )
    if len(panel.cohorts) == 0:
        raise RolloutError("No unit begins within the periods given, with at least one period before.")
    return panel
