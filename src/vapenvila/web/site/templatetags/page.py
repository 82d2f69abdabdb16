"""Template tags of the page frame: icons, form controls, page numbers."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from vapenvila.web.access.late_parts import late_part
from vapenvila.web.access.panel import Panel
from vapenvila.web.site.frame import MenuLine

register = template.Library()


@register.simple_tag(takes_context=True)
def late(context: template.Context, name: str) -> SafeString:
    """A part that belongs to one person or one moment. A page that is kept holds a mark in its place."""
    request = context.get("request")
    return late_part(name, request) if request is not None else mark_safe("")


@register.simple_tag
def icon(name: str, *, label: str = "", extra: str = "") -> SafeString:
    """A Tabler icon from the sprite. Without a label it is decoration and hidden from screen readers."""
    return _drawn(name, str(label), extra)


@lru_cache(maxsize=1000)  # a page has a hundred of the same few dozen
def _drawn(name: str, label: str, extra: str) -> SafeString:
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon {}" {} focusable="false" fill="none" stroke="currentColor" stroke-width="1.75"'
        ' stroke-linecap="round" stroke-linejoin="round"><use href="{}#{}"></use></svg>',
        extra,
        spoken,
        static("vendor/icons/sprite.svg"),
        name,
    )


@register.simple_tag
def menu_lines(menu: "Iterable[MenuLine]") -> SafeString:
    """The lines of the side menu, drawn once for all who have the same."""
    return _menu(tuple((str(line.text), line.icon, line.address, line.current) for line in menu))


@lru_cache(maxsize=1000)  # languages × kinds of readers × entries
def _menu(lines: tuple[tuple[str, str, str, bool], ...]) -> SafeString:
    return format_html_join(
        "\n",
        '<li><a class="menu-link" href="{}"{}>{}<span>{}</span></a></li>',
        (
            (address, mark_safe(' aria-current="page"') if current else "", _drawn(sign, "", ""), text)
            for text, sign, address, current in lines
        ),
    )


@register.filter
def control(field: BoundField) -> SafeString:
    """The form field's control with the look of the site and the class its widget already has."""
    widget = field.field.widget
    classes = [widget.attrs.get("class", ""), _class_of(widget), "is-invalid" if field.errors else ""]
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    return _select(field, attrs) if type(widget) is Select else field.as_widget(attrs=attrs)


def _select(field: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """As Django's own template writes it, without a template for each choice: a page has hundreds of choices."""
    widget = field.field.widget
    attrs = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        attrs.setdefault("id", str(field.auto_id))
    shown = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    groups = format_html_join("", "{}", ((_group(*group[:2]),) for group in shown["optgroups"]))
    return format_html('<select name="{}"{}>{}\n</select>', shown["name"], _written(shown["attrs"]), groups)


def _group(name: str | None, options: list[dict[str, Any]]) -> SafeString:
    lines = format_html_join(
        "",
        '\n  <option value="{}"{}>{}</option>',
        ((option["value"], _written(option["attrs"]), option["label"]) for option in options),
    )
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, lines) if name else lines


def _written(attrs: dict[str, Any]) -> SafeString:
    written = [
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
        for name, value in attrs.items()
        if value is not False
    ]
    return format_html_join("", "{}", ((part,) for part in written))


def _class_of(widget: Any) -> str:
    match widget:
        case CheckboxInput() | CheckboxSelectMultiple() | RadioSelect():
            return "form-check-input"
        case Select():
            return "form-select"
        case FileInput():
            return "form-control"
        case _:
            return "form-control"


@register.filter
def drawn_as(field: BoundField) -> str:
    """How parts/field.html draws the field: "check" (one box), "choices" (a group of boxes) or "line"."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    return "choices" if isinstance(widget, CheckboxSelectMultiple | RadioSelect) else "line"


@register.simple_tag
def page_numbers(page: "Page[Any]") -> list[int | str]:
    """The numbers to show under a list: first, last and those near the current one."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag
def sort_direction(current: str, key: str) -> str:
    """How a column stands in the present order: "ascending", "descending" or "none"."""
    return {key: "ascending", f"-{key}": "descending"}.get(current, "none")


@register.simple_tag(takes_context=True)
def panel_body(context: template.Context, panel: Panel) -> SafeString:
    """The body of a panel of "This week", drawn with its own context on top of the page's."""
    if panel.drawn:
        return mark_safe(panel.drawn)  # noqa: S308 — drawn by this very template before
    with context.push(**panel.context):
        drawn: SafeString = get_template(panel.template).template.render(context)  # type: ignore[attr-defined]  # Django's own engine
        return drawn
