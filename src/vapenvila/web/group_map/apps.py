"""The map of groups as a Django application."""

from django.apps import AppConfig


class GroupMapConfig(AppConfig):
    """Groups as a picture: who stands against whom, through time."""

    name = "vapenvila.web.group_map"
    label = "group_map"
