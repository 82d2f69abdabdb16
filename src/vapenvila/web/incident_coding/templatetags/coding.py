"""Coefficients and shares as pages write them."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

from vapenvila.web.incident_coding.engine import Bounds, Coefficient

register = template.Library()


@register.filter
def coefficient(it: Coefficient) -> str:
    """A coefficient with its interval; says so where there is none."""
    if it.value is None:
        return gettext("cannot be told")
    if it.interval is None:
        return gettext("%(value)s (no interval)") % {"value": _two(it.value)}
    low, high = it.interval
    said = {"value": _two(it.value), "low": _two(low), "high": _two(high)}
    return gettext("%(value)s (%(low)s to %(high)s)") % said


@register.filter
def share(value: float | None) -> str:
    """A share in whole percent."""
    return "–" if value is None else gettext("%(share)s %%") % {"share": _whole(value)}


@register.filter
def bounds(it: Bounds) -> str:
    """A share from no unknown counted to all of them counted, with the outer limits."""
    ends = {"low": it.low, "high": it.high, "outer_low": it.outer_low, "outer_high": it.outer_high}
    said = {name: _whole(value) for name, value in ends.items()}
    return gettext("%(low)s–%(high)s %% (%(outer_low)s–%(outer_high)s)") % said


def _whole(value: float) -> str:
    return str(number_format(100 * value, 0))


def _two(value: float) -> str:
    return str(number_format(round(value, 2) + 0.0, 2))  # no minus before nothing
