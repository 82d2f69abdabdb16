"""What would have happened without the programme, put together from places without it."""

from vapenvila.analysis.synthetic_control.control import synthetic_control
from vapenvila.analysis.synthetic_control.did import synthetic_did
from vapenvila.analysis.synthetic_control.panel import Panel, PanelError, panel_of
from vapenvila.analysis.synthetic_control.predictors import Predictors
from vapenvila.analysis.synthetic_control.result import SyntheticControl, SyntheticDid

__all__ = [
    "Panel",
    "PanelError",
    "Predictors",
    "SyntheticControl",
    "SyntheticDid",
    "panel_of",
    "synthetic_control",
    "synthetic_did",
]
