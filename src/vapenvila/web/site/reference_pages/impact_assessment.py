"""The template of the impact assessment, in both languages, as a city finds it before it has a programme."""

from vapenvila.web.rights_desk.impact_assessment import impact_assessment
from vapenvila.web.site.reference_pages.markdown_table import MADE


def impact_assessment_page() -> str:
    """The English template."""
    return MADE + impact_assessment(programme="", language="en", day=None)


def konsekvensbedomning_page() -> str:
    """The Swedish template."""
    return MADE + impact_assessment(programme="", language="sv", day=None)
