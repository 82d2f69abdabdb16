"""Who judged what as what: judgements of several coders, checked and laid out one row a unit, one column a coder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.input_error import InputError

NOT_CODED = -1
Name = str | int


class AgreementError(InputError):
    """Judgements or settings the method cannot use; the sentence says which and what is allowed."""


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """U units judged by C coders into q categories.

    `codes`: (U, C) number of the category, −1 where that coder did not judge that unit. `case`: (U,) number of the case a
    unit belongs to, 0 … k − 1; units of one case stand and fall together, as the two sides of one incident do. `ordered`:
    whether the categories stand from low to high.
    """

    units: tuple[Name, ...]
    coders: tuple[Name, ...]
    categories: tuple[Name, ...]
    codes: NDArray[np.int64]
    case: NDArray[np.int64]
    ordered: bool

    @property
    def judged(self) -> NDArray[np.int64]:
        """(U,) how many coders judged each unit."""
        return np.asarray((self.codes != NOT_CODED).sum(axis=1))

    @property
    def cases(self) -> int:
        """k, how many cases the units lie in."""
        return int(self.case.max()) + 1

    def of_several(self) -> "Codings":
        """Only the units judged by more than one coder, cases numbered anew. Raises AgreementError where there is none."""
        kept = self.judged > 1
        if not kept.any():
            raise AgreementError(
                f"None of {len(self.units)} units was judged by more than one coder, so agreement cannot be told; "
                "have a second coder judge some of them."
            )
        units = tuple(name for name, keep in zip(self.units, kept, strict=True) if keep)
        _, case = np.unique(self.case[kept], return_inverse=True)
        return Codings(units, self.coders, self.categories, self.codes[kept], case, self.ordered)

    def only(self, category: int) -> "Codings":
        """The same judgements with one question less: this category or another."""
        codes = np.where(self.codes == NOT_CODED, NOT_CODED, (self.codes == category).astype(np.int64))
        return Codings(self.units, self.coders, ("no", "yes"), codes, self.case, ordered=False)


def codings(
    units: Sequence[Name],
    coders: Sequence[Name],
    values: Sequence[Name | None],
    *,
    cases: Sequence[Name] | None = None,
    order: Sequence[Name] | None = None,
    missing: Collection[Name] = (),
) -> Codings:
    """Judgements as given, one entry each: which unit, by whom, judged as what.

    `values`: None, nan, or one of `missing`, is no judgement. `cases`: the case of each entry's unit; without it every unit
    is a case of its own. `order`: the categories from low to high, for measures that ask how far apart two judgements lie.
    Raises AgreementError when lengths differ, nothing is judged, a coder judged a unit twice, a unit lies in two cases, or
    a value does not stand in the order.
    """
    _same_length(units, coders, values, cases)
    given = [None if value in missing or _is_nan(value) else value for value in values]
    categories = _categories(given, order)
    rows = {name: place for place, name in enumerate(dict.fromkeys(units))}
    columns = {name: place for place, name in enumerate(dict.fromkeys(coders))}
    codes = np.full((len(rows), len(columns)), NOT_CODED, dtype=np.int64)
    place_of = {name: place for place, name in enumerate(categories)}
    for unit, coder, value in zip(units, coders, given, strict=True):
        if value is None:
            continue
        if codes[rows[unit], columns[coder]] != NOT_CODED:
            raise AgreementError(f"{coder} judged {unit} twice; keep one judgement of each coder.")
        codes[rows[unit], columns[coder]] = place_of[value]
    case = _case_numbers(units, cases, rows)
    return Codings(tuple(rows), tuple(columns), categories, codes, case, order is not None)


def _same_length(
    units: Sequence[Name],
    coders: Sequence[Name],
    values: Sequence[Name | None],
    cases: Sequence[Name] | None,
) -> None:
    lengths = {len(units), len(coders), len(values)} | ({len(cases)} if cases is not None else set())
    if len(lengths) > 1:
        raise AgreementError(
            f"There are {len(units)} units, {len(coders)} coders and {len(values)} values"
            + (f" and {len(cases)} cases" if cases is not None else "")
            + "; each judgement needs one of each."
        )


def _categories(given: Sequence[Name | None], order: Sequence[Name] | None) -> tuple[Name, ...]:
    seen = {value for value in given if value is not None}
    if not seen:
        raise AgreementError("Nothing is judged: there is no value but empty ones.")
    if order is None:
        return tuple(sorted(seen, key=lambda name: (isinstance(name, str), name)))
    if len(set(order)) < len(order):
        raise AgreementError(f"The order names a category twice: {', '.join(map(str, order))}.")
    strange = sorted(str(value) for value in seen - set(order))
    if strange:
        raise AgreementError(f"The order does not name {', '.join(strange)}; name every category once.")
    return tuple(order)


def _case_numbers(
    units: Sequence[Name], cases: Sequence[Name] | None, rows: dict[Name, int]
) -> NDArray[np.int64]:
    if cases is None:
        return np.arange(len(rows))
    numbers = {name: place for place, name in enumerate(dict.fromkeys(cases))}
    found = np.full(len(rows), -1, dtype=np.int64)
    for unit, case in zip(units, cases, strict=True):
        if found[rows[unit]] not in (-1, numbers[case]):
            raise AgreementError(f"Unit {unit} lies in two cases; give each unit one case.")
        found[rows[unit]] = numbers[case]
    return found


def _is_nan(value: object) -> bool:
    """Tables write nan where a cell is empty."""
    return isinstance(value, float) and isnan(value)
