"""A chart as SVG, for pages and prints that have no browser to draw it."""

import json
import re
from collections.abc import Mapping
from typing import Any  # Vega-Lite's own shape

import vl_convert

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.wording import Language

DRAWN_WITH = "6.4"  # Vega-Lite, the version Altair writes
_NAMES = re.compile(r'(\bid="|url\(#|href="#)')
_LOCALE: Mapping[Language, Mapping[str, Any]] = {
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
    "sv": {
        "decimal": ",",
        "thousands": "\u00a0",
        "grouping": [3],
        "currency": ["", " kr"],
        "percent": "\u00a0%",
    },
}


def drawn(chart: Chart, *, width: int, font: str, ink: str, language: Language, apart: str = "") -> str:
    """The chart as SVG without background. `ink`: colour of lines and text. `apart`: begins every name inside the drawing,
    so that several can stand in one document."""
    config = dict(chart.spec.get("config") or {})  # type: ignore[call-overload]  # Vega-Lite's own shape
    spec = {**chart.spec, "width": width, "background": None, "config": {**config, "font": font}}
    text = json.dumps(spec).replace("currentColor", ink)
    svg = str(vl_convert.vegalite_to_svg(text, vl_version=DRAWN_WITH, format_locale=dict(_LOCALE[language])))
    return _NAMES.sub(rf"\g<1>{apart}", svg) if apart else svg
