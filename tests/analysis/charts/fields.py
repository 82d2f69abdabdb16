"""Which fields the marks of a chart are drawn of, so that no chart is ever empty because a name is wrong."""

from collections.abc import Iterator

from vapenvila.analysis.charts.chart import Chart


def fields_without_numbers(chart: Chart) -> set[str]:
    """Fields that marks ask for, and no row of the chart has."""
    return set(_fields(chart.spec)) - set(_there(chart.spec)) - set(_made(chart.spec))


def _there(value: object) -> Iterator[str]:
    """Names in rows of numbers, of the chart or of one of its layers."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "values" and isinstance(inner, list):
                yield from (name for row in inner if isinstance(row, dict) for name in row)
            else:
                yield from _there(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _there(inner)


def _fields(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "field" and isinstance(inner, str))
        for inner in value.values():
            yield from _fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner)


def _made(value: object) -> Iterator[str]:
    """Fields that transforms make."""
    if isinstance(value, dict):
        named = value.get("as")
        yield from [named] if isinstance(named, str) else named or []
        for inner in value.values():
            yield from _made(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _made(inner)
