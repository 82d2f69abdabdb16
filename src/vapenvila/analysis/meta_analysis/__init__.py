"""What several cities say together: meta-analysis of effects from aggregates, few studies in mind."""

from vapenvila.analysis.meta_analysis.combined import CombinedEffect, MetaError, StudyEffect, combine_effects

__all__ = ["CombinedEffect", "MetaError", "StudyEffect", "combine_effects"]
