"""What follows an event, day by day, as a picture."""

import altair as alt
import numpy as np

from vapenvila.analysis.charts.chart import BLUE, Chart, Row, finished
from vapenvila.analysis.self_exciting.linear_intensity import Floats
from vapenvila.analysis.self_exciting.sentences import say
from vapenvila.analysis.wording import Language, check_language, percent

DAYS_SHOWN = 60
_SHOWN = ("days", "followers", "low", "high")


def kernel_picture(
    found: tuple[float, float],
    drawn: tuple[Floats, Floats],
    *,
    tails: float,
    basis: tuple[int, str, str, str],
    language: Language,
) -> Chart:
    """`found`: share and mean delay. `drawn`: the same of drawn series, (draws,) each. `tails`: left out on each side of the
    band. `basis`: n, first day, last day, definition."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in _SHOWN}
    days = np.arange(DAYS_SHOWN)
    share, delay = drawn
    band = np.quantile(_in_the_day(share[:, None], delay[:, None], days), [tails, 1.0 - tails], axis=0)
    line = _in_the_day(np.array(found[0]), np.array(found[1]), days)
    rows: list[Row] = [
        (int(day), round(float(mid), 5), round(float(low), 5), round(float(high), 5))
        for day, mid, low, high in zip(days, line, *band, strict=True)
    ]
    base = alt.Chart().encode(x=alt.X("days:Q", title=columns["days"], axis=alt.Axis(tickMinStep=1)))
    tooltip = [alt.Tooltip(f"{key}:Q", title=title) for key, title in columns.items()]
    area: alt.Chart = base.mark_area(opacity=0.25, color=BLUE, interpolate="step-after").encode(
        y=alt.Y("low:Q", title=columns["followers"]), y2="high:Q"
    )
    steps: alt.Chart = base.mark_line(color=BLUE, interpolate="step-after").encode(
        y="followers:Q", tooltip=tooltip
    )
    n, first, last, definition = basis
    level = percent(1.0 - 2.0 * tails, chosen)
    caption = say("chart_caption", chosen, n=n, first=first, last=last, definition=definition, level=level)
    return finished(alt.LayerChart(layer=[area, steps]), columns, rows, caption, height=280)


def _in_the_day(share: Floats, delay: Floats, days: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
    """Followers expected from so many days after an event until a day later."""
    return np.asarray(share * (np.exp(-days / delay) - np.exp(-(days + 1) / delay)))
