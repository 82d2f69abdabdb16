"""The slow job as a Django application."""

from django.apps import AppConfig


class SlowWorkConfig(AppConfig):
    """One slow job."""

    name = "tests.slow_work"
    label = "slow_work"
