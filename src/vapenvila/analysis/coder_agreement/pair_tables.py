"""Judgements as tables of pairs, one a unit: what chance-corrected agreement is made of.

A pair of judgements of one unit is a cell. Two coders keep their places (rows the first, columns the second). Where any
number of coders may have judged, each ordered pair counts 1/(m − 1) for a unit judged by m of them: the coincidences of
K. Krippendorff (2011), "Computing Krippendorff's alpha-reliability", University of Pennsylvania.
"""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.coder_agreement.codings import NOT_CODED, Codings

Tables = NDArray[np.float64]


def pairs_of_two(judged: Codings) -> Tables:
    """(U, q, q): one cell of each unit is 1. For exactly two coders who both judged every unit."""
    q = len(judged.categories)
    tables = np.zeros((len(judged.units), q, q))
    tables[np.arange(len(judged.units)), judged.codes[:, 0], judged.codes[:, 1]] = 1.0
    return tables


def coincidences(judged: Codings) -> Tables:
    """(U, q, q): the pairs of each unit, symmetric; a unit judged by m coders weighs m. Every unit has at least two."""
    q = len(judged.categories)
    counts = np.zeros((len(judged.units), q))
    for column in judged.codes.T:
        there = column != NOT_CODED
        counts[np.flatnonzero(there), column[there]] += 1.0
    m = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(q)
    return np.asarray(pairs / (m - 1.0)[:, None, None])


def by_case(tables: NDArray[np.float64], case: NDArray[np.int64]) -> NDArray[np.float64]:
    """(k, …): what belongs to one case added up."""
    summed = np.zeros((int(case.max()) + 1, *tables.shape[1:]))
    np.add.at(summed, case, tables)
    return summed
