"""Did units change when their turn came? Effects of a programme that begins at different times in different places."""

from vapenvila.analysis.staggered_rollout.cohort_panel import CohortPanel, RolloutError, cohort_panel
from vapenvila.analysis.staggered_rollout.result import StaggeredRollout
from vapenvila.analysis.staggered_rollout.rollout import staggered_rollout

__all__ = ["CohortPanel", "RolloutError", "StaggeredRollout", "cohort_panel", "staggered_rollout"]
