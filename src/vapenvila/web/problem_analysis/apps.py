"""The problem analysis as a Django application."""

from django.apps import AppConfig


class ProblemAnalysisConfig(AppConfig):
    """Whether the premise of the method holds here, and what the violence is made of."""

    name = "vapenvila.web.problem_analysis"
    label = "problem_analysis"
