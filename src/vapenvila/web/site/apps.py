"""The site as a Django application: the highest floor, which knows all others."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Page frame, navigation, start page."""

    name = "vapenvila.web.site"
    label = "site"
