"""Did groups change when their turn came, by how much treatment they got? A stepped wedge by group and week."""

from vapenvila.analysis.stepped_wedge.dose import DoseShape
from vapenvila.analysis.stepped_wedge.result import SteppedWedge
from vapenvila.analysis.stepped_wedge.wedge import stepped_wedge
from vapenvila.analysis.stepped_wedge.wedge_panel import WedgeError, WedgePanel, wedge_panel

__all__ = ["DoseShape", "SteppedWedge", "WedgeError", "WedgePanel", "stepped_wedge", "wedge_panel"]
