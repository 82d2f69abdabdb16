"""In which categories do the coders agree? For each: how often another says so too, and its own chance-corrected agreement.

Specific agreement: R. L. Spitzer and J. L. Fleiss (1974), British Journal of Psychiatry 125, 341–347. The coefficient of a
category asks one question only, this category or another: J. L. Fleiss (1971), Psychological Bulletin 76, 378–382.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.coder_agreement.codings import Name
from vapenvila.analysis.coder_agreement.limits import Coefficient


@dataclass(frozen=True, slots=True)
class CategoryAgreement:
    """One category. `used`: judgements that gave it. `again`: of those, the share another coder's judgement also gave."""

    category: Name
    used: int
    again: float | None
    coefficient: Coefficient


def used_and_again(coincidence: NDArray[np.float64]) -> list[float | None]:
    """For each category of a symmetric table of pairs, the share of its pairs that agree; None where it was never used."""
    totals = coincidence.sum(axis=1)
    return [
        float(coincidence[c, c] / total) if total > 0 else None for c, total in enumerate(totals.tolist())
    ]
