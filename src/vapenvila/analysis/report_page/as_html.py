"""A page as one HTML file that needs nothing else: no script, no font, no address; charts are drawn in it."""

from html import escape

from vapenvila.analysis.report_page.drawing import drawn
from vapenvila.analysis.report_page.page import Drawing, Figure, ReportPage, Section
from vapenvila.analysis.report_page.sentences import say
from vapenvila.analysis.report_page.style import STYLE
from vapenvila.analysis.report_page.written import cell_said, in_marks
from vapenvila.analysis.wording import Language

WIDTH = 620
_FONT = "Arial, Helvetica, sans-serif"
_COLUMNS = ("value", "uncertainty", "n", "period", "definition")


def page_as_html(page: ReportPage, *, watermark: str = "") -> str:
    """The whole document. `watermark`: a line at its head and foot, for a numbered copy."""
    words, title = page.language, escape(f"{page.title} · {page.place}")
    stamp = f'<p class="stamp">{escape(watermark)}</p>' if watermark else ""
    body = "\n".join(
        [
            f"<header>{stamp}<h1>{escape(page.title)}</h1><p class='place'>{escape(page.place)}</p></header>",
            "<main>",
            _verdict(page),
            _basis(page),
            f"<section id='first'><h2>{say('first', words)}</h2>"
            f"{_figures(page.first, say('first_caption', words), words)}</section>",
            _contents(page),
            *(_section(one, words) for one in page.sections),
            _about(page),
            "</main>",
            f"<footer>{stamp}</footer>" if watermark else "",
        ]
    )
    return (
        f'<!doctype html>\n<html lang="{words}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _verdict(page: ReportPage) -> str:
    said = page.verdict
    text = "".join(f"<p>{_marked(one)}</p>" for one in said.text)
    return f'<section class="verdict {said.kind}"><h2>{escape(said.title)}</h2>{text}</section>'


def _basis(page: ReportPage) -> str:
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in page.basis
    )
    return f"<section><h2>{say('basis', page.language)}</h2><dl class='basis'>{rows}</dl></section>"


def _contents(page: ReportPage) -> str:
    links = "".join(f'<li><a href="#{one.key}">{escape(one.title)}</a></li>' for one in page.sections)
    name = say("contents", page.language)
    return f'<nav aria-label="{name}"><h2>{name}</h2><ol>{links}</ol></nav>'


def _section(section: Section, language: Language) -> str:
    parts = [f'<section id="{section.key}"><h2>{escape(section.title)}</h2>']
    parts += [f"<p>{_marked(one)}</p>" for one in section.text]
    if section.missing:
        parts.append(_list(section.missing, say("missing", language), "missing"))
    if section.figures:
        parts.append(_figures(section.figures, say("figures_of", language, title=section.title), language))
    parts += [
        _drawing(one, f"{section.key}-{at}", language) for at, one in enumerate(section.drawings, start=1)
    ]
    if section.notes:
        parts.append(_list(section.notes, say("notes", language), "notes"))
    return "\n".join([*parts, "</section>"])


def _list(lines: tuple[str, ...], heading: str, kind: str) -> str:
    items = "".join(f"<li>{_marked(one)}</li>" for one in lines)
    return f'<div class="{kind}"><h3>{escape(heading)}</h3><ul>{items}</ul></div>'


def _figures(figures: tuple[Figure, ...], caption: str, language: Language) -> str:
    heads = "".join(f'<th scope="col">{say(name, language)}</th>' for name in ("figure", *_COLUMNS))
    rows = "".join(
        f'<tr><th scope="row">{escape(one.name)}</th>'
        + "".join(
            f'<td class="{name}" data-label="{say(name, language)}">{escape(getattr(one, name))}</td>'
            for name in _COLUMNS
        )
        + "</tr>"
        for one in figures
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="figures">'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _drawing(one: Drawing, name: str, language: Language) -> str:
    svg = drawn(one.chart, width=WIDTH, font=_FONT, ink="currentColor", language=language, apart=f"{name}-")
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in one.chart.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(cell_said(cell, language))}</th>'
            if at == 0
            else f"<td>{escape(cell_said(cell, language))}</td>"
            for at, cell in enumerate(row)
        )
        + "</tr>"
        for row in one.chart.rows
    )
    title, caption = escape(one.title), escape(one.chart.caption)
    label = escape(say("table_of", language, title=one.title))
    return (
        f'<figure><h3>{title}</h3><div class="wide" tabindex="0" role="region" aria-label="{title}">'
        f'<div class="drawing" role="img" aria-label="{title}. {caption}">{svg}</div></div>'
        f"<figcaption>{caption}</figcaption><details><summary>{say('as_table', language)}</summary>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table><caption>{title}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details></figure>"
    )


def _marked(text: str) -> str:
    return "".join(
        f"<code>{escape(piece)}</code>" if typed else escape(piece) for piece, typed in in_marks(text)
    )


def _about(page: ReportPage) -> str:
    lines = "".join(f"<p>{escape(one)}</p>" for one in page.about)
    return f'<section class="about"><h2>{say("about", page.language)}</h2>{lines}</section>'
