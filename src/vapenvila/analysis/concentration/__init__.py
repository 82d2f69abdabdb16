"""How concentrated events are in few units."""

from vapenvila.analysis.concentration.concentrated import Concentration, concentration
from vapenvila.analysis.concentration.counts import (
    ConcentrationError,
    Spread,
    spread_of_counts,
    spread_of_events,
)
from vapenvila.analysis.concentration.top_share import TopShare

__all__ = [
    "Concentration",
    "ConcentrationError",
    "Spread",
    "TopShare",
    "concentration",
    "spread_of_counts",
    "spread_of_events",
]
