"""Hot spots: where incidents are denser than chance brings, how sure that is, and whether the map foretold what came."""

from vapenvila.analysis.hot_spots.accuracy import Accuracy, accuracy
from vapenvila.analysis.hot_spots.density_map import DensityMap, density_map
from vapenvila.analysis.hot_spots.gi_map import GiMap, gi_of_areas, gi_of_events
from vapenvila.analysis.hot_spots.judged import accuracy_said, judged_on
from vapenvila.analysis.hot_spots.patches import Patch
from vapenvila.analysis.hot_spots.picture import density_chart, gi_chart

__all__ = [
    "Accuracy",
    "DensityMap",
    "GiMap",
    "Patch",
    "accuracy",
    "accuracy_said",
    "density_chart",
    "density_map",
    "gi_chart",
    "gi_of_areas",
    "gi_of_events",
    "judged_on",
]
