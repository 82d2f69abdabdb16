"""Template tags of the pictures: a chart's specification for its script, and a table's cell."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import json_script
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def spec_for_script(spec: Mapping[str, Any], name: str) -> SafeString:
    """The Vega-Lite specification where charts.js finds it."""
    return json_script(spec, f"spec-{name}")


@register.filter
def cell(value: str | float | None) -> str:
    """A number as the reader writes it, without decimals that say nothing; a dash for nothing."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return str(localize(int(value) if value == int(value) else round(value, 2)))
    return str(localize(value))
