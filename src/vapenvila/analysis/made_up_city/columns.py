"""A table as equally long, read-only numpy columns."""

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int8]
Indices = NDArray[np.integer]
Counts = NDArray[np.int16]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Dates = NDArray[np.datetime64]
Minutes = NDArray[np.datetime64]


class Columns:
    """Table whose dataclass fields are columns of one length; checked and made read-only when built."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Refuse columns of unequal length and forbid later change."""
        lengths = {name: len(column) for name, column in self.columns().items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"Columns of {type(self).__name__} differ in length: {lengths}.")
        for column in self.columns().values():
            column.setflags(write=False)

    def columns(self) -> dict[str, NDArray[np.generic]]:
        """The numpy columns by name (tuples of text are not among them)."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]  # subclasses are dataclasses
        return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}

    def __len__(self) -> int:
        """Number of rows."""
        return len(next(iter(self.columns().values())))
