"""Disclosures as a Django application."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """The only door between rooms: request, legal ground, decision, hand-over, receipt, recall, consent."""

    name = "vapenvila.web.disclosures"
    label = "disclosures"
