"""Many small places over time: counts of several kinds, what is known of each place, and which had the programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.panel_rows import Floats, panel_rows


class BlockError(InputError):
    """Places or settings that cannot be used; the sentence names them."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockPanel:
    """`Y`: (n, T, K) counts by block, period and kind. `X`: (n, c) covariates. `treated`: (n,). `T0`: periods before."""

    Y: Floats
    X: Floats
    treated: NDArray[np.bool_]
    outcomes: tuple[str, ...]
    covariates: tuple[str, ...]
    times: NDArray[np.generic]
    T0: int

    def figures(self, together: int) -> tuple[tuple[str, ...], Floats]:
        """Names and values (n, k) of what is to be met: covariates, and counts before the start.

        `together`: so many periods are added up, the last of them just before the start; the first may be fewer.
        """
        ends = list(range(self.T0, 0, -together))[::-1]
        names, columns = list(self.covariates), [self.X]
        for k, outcome in enumerate(self.outcomes):
            for begin, end in zip([0, *ends[:-1]], ends, strict=True):
                last = f"–{self.times[end - 1]}" if end - begin > 1 else ""
                names.append(f"{outcome} {self.times[begin]}{last}")
                columns.append(self.Y[:, begin:end, k].sum(axis=1)[:, None])
        return tuple(names), np.hstack(columns)

    @property
    def after(self) -> Floats:
        """(n, K) counts from the start on."""
        return np.asarray(self.Y[:, self.T0 :].sum(axis=1))


def block_panel(
    blocks: Sequence[object],
    times: ArrayLike,
    outcomes: Mapping[str, ArrayLike],
    treated: ArrayLike,
    start: object,
    *,
    covariates: Mapping[str, ArrayLike] | None = None,
) -> BlockPanel:
    """Panel from rows in any order. `treated`: (N,) whether the block of the row has the programme, in any row of it.

    `start`: first period with the programme. Covariates are the mean of their values before it. Raises BlockError for
    cells missing or twice, counts below 0, and too few blocks or periods.
    """
    rows = panel_rows(blocks, times, BlockError)
    if not outcomes:
        raise BlockError("No outcome is named.")
    values = [
        np.asarray(column, dtype=np.float64) for column in (*outcomes.values(), *(covariates or {}).values())
    ]
    cells, K = rows.cells(values), len(outcomes)
    T0 = int(np.searchsorted(rows.times, np.asarray(start, dtype=rows.times.dtype)))
    if not 1 <= T0 < len(rows.times):
        raise BlockError(
            f"The start leaves {T0} of {len(rows.times)} periods before it; at least one before and one after are needed."
        )
    marked = np.zeros(len(rows.names), np.bool_)
    np.logical_or.at(marked, rows.row, np.asarray(treated, dtype=np.bool_))
    panel = BlockPanel(
        Y=cells[:, :, :K],
        X=cells[:, :T0, K:].mean(axis=1),
        treated=marked,
        outcomes=tuple(outcomes),
        covariates=tuple(covariates or {}),
        times=rows.times,
        T0=T0,
    )
    _refuse_unusable(panel, rows.names)
    return panel


def _refuse_unusable(panel: BlockPanel, names: NDArray[np.generic]) -> None:
    if (panel.Y < 0.0).any():
        i, t, k = np.argwhere(panel.Y < 0.0)[0]
        raise BlockError(
            f"{panel.outcomes[k]} of {names[i]} in {panel.times[t]} is {panel.Y[i, t, k]:g}; a count cannot be below 0."
        )
    number = int(panel.treated.sum())
    if number < 2 or len(names) - number < 2:
        raise BlockError(
            f"{number} of {len(names)} blocks have the programme; at least two with it and two without are needed."
        )
    for k, outcome in enumerate(panel.outcomes):
        for rows_of, where in ((panel.treated, "with"), (~panel.treated, "without")):
            if panel.after[rows_of, k].sum() == 0.0:
                raise BlockError(
                    f"There is no {outcome} after the start in the blocks {where} the programme: no ratio exists. "
                    "Leave it out, or count it together with another kind."
                )
