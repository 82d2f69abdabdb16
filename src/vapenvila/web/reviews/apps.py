"""The weekly review as a Django application."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Weekly review of incidents."""

    name = "vapenvila.web.reviews"
    label = "reviews"
