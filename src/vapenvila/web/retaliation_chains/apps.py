"""Retaliation chains as a Django application."""

from django.apps import AppConfig


class RetaliationChainsConfig(AppConfig):
    """Which incident answers which."""

    name = "vapenvila.web.retaliation_chains"
    label = "retaliation_chains"

    def ready(self) -> None:
        from vapenvila.web.incidents.slots import Slot, show_on_incident  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.retaliation_chains.on_incident import on_incident  # noqa: PLC0415 — models are loaded by now

        show_on_incident(Slot(template="retaliation_chains/on_incident.html", context=on_incident))
