"""Surveys of safety: shares with the uncertainty of the sample, waves compared, small areas that borrow strength."""

from vapenvila.analysis.safety_survey.areas import AreaShare, AreaShares, area_shares
from vapenvila.analysis.safety_survey.picture import areas_chart, waves_chart
from vapenvila.analysis.safety_survey.share import SurveyError, SurveyShare, survey_share
from vapenvila.analysis.safety_survey.waves import Wave, WaveChange, WaveChanges, compare_waves

__all__ = [
    "AreaShare",
    "AreaShares",
    "SurveyError",
    "SurveyShare",
    "Wave",
    "WaveChange",
    "WaveChanges",
    "area_shares",
    "areas_chart",
    "compare_waves",
    "survey_share",
    "waves_chart",
]
