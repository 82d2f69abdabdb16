"""Panels of the shared picture on "This week": drawn once for a person, until the picture changes (decision 0005)."""

import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.utils import timezone, translation

from vapenvila.rules.reader import Reader
from vapenvila.web.access.kept_pages import SHELF, KeptPage
from vapenvila.web.access.panel import Panel, PanelSource, Urgency
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.picture_version import picture_version

KEPT_FOR = timedelta(minutes=5)  # some panels say how long is left


@dataclass(frozen=True, slots=True)
class Kept:
    """Sources whose panels are kept together. `only_nothing`: panels are never kept; that there are none is."""

    sources: tuple[PanelSource, ...]
    only_nothing: bool = False


def kept_panels(groups: Iterable[Kept], reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """The panels of sources that show the shared picture and nothing else: no room, no trail, no late parts."""
    version = picture_version(programme.pk)
    return [panel for group in groups for panel in _of_group(group, version, reader, programme, now)]


def _of_group(
    group: Kept, version: int | None, reader: Reader, programme: Programme, now: datetime
) -> list[Panel]:
    if version is None:
        return _made(group.sources, reader, programme, now)
    what = _what(group.sources, reader, programme, now)
    kept = SHELF.find(programme.pk, version, what)
    if kept is None:
        panels = [_drawn(panel, programme) for panel in _made(group.sources, reader, programme, now)]
        if not (group.only_nothing and panels):
            SHELF.keep(programme.pk, version, what, KeptPage(_packed(panels), headers=(), events=()))
        return panels
    return _unpacked(kept.body)


def _made(
    sources: tuple[PanelSource, ...], reader: Reader, programme: Programme, now: datetime
) -> list[Panel]:
    return [panel for source in sources for panel in source(reader, programme, now)]


def _what(sources: tuple[PanelSource, ...], reader: Reader, programme: Programme, now: datetime) -> Hashable:
    today = timezone.localtime(now).date()
    missions = reader.missions_in(programme.pk, today=today)
    return (
        "panels",
        tuple(f"{source.__module__}.{source.__qualname__}" for source in sources),
        translation.get_language(),
        today,
        int(now.timestamp() // KEPT_FOR.total_seconds()),
        frozenset((mission.room, mission.roles) for mission in missions),
        reader.user,
    )


def _drawn(panel: Panel, programme: Programme) -> Panel:
    return Panel(
        title=str(panel.title),
        urgency=panel.urgency,
        template=panel.template,
        link=panel.link,
        link_text=str(panel.link_text),
        drawn=render_to_string(panel.template, {**panel.context, "programme": programme}),
    )


def _packed(panels: list[Panel]) -> bytes:
    said = [(str(p.title), p.urgency.value, p.template, p.link, str(p.link_text), p.drawn) for p in panels]
    return json.dumps(said).encode()


def _unpacked(body: bytes) -> list[Panel]:
    return [
        Panel(
            title=title, urgency=Urgency(urgency), template=template, link=link, link_text=text, drawn=drawn
        )
        for title, urgency, template, link, text, drawn in json.loads(body)
    ]
