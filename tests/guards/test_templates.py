"""Templates hold no script, no style and no event handler: the Content-Security-Policy allows none. They are indented."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.source_tree import ROOT, place, templates

COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE
    ),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script in HTMX": re.compile(r"\bhx-(on|vals\s*=\s*[\"']js:)", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "foreign address": re.compile(
        r"(src|href|action)\s*=\s*[\"']?(https?:)?//(?!www\.w3\.org)", re.IGNORECASE
    ),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
}
# Texts that a template may put in unescaped, because they come from our code or a library's and never from a person.
UNESCAPED = {"{{ field.help_text|safe }}": "help texts of fields, a list in the case of passwords"}


def forbidden_in(text: str) -> list[str]:
    """What a template must not hold."""
    bare = COMMENT.sub("", text)
    for allowed in UNESCAPED:
        bare = bare.replace(allowed, "")
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(bare)]


@pytest.mark.parametrize("file", templates(), ids=place)
def test_a_template_holds_no_script_style_or_handler(file: Path) -> None:
    assert forbidden_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a class="x" onclick="go()">',
        '<a hx-on:click="go()">',
        '<a href="javascript:go()">',
        '<img src="//elsewhere.example/x.png">',
        "{{ text|safe }}",
    ],
)
def test_this_guard_can_fail(bad: str) -> None:
    assert forbidden_in(bad)


def test_scripts_from_files_and_data_pass() -> None:
    assert (
        forbidden_in('<script src="/static/x.js" defer></script><script type="application/json">{}</script>')
        == []
    )


def test_templates_are_indented() -> None:
    command = [sys.executable, "-m", "djhtml", "--check", "--tabwidth", "2", *map(str, templates())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout + "\nrun: djhtml --tabwidth 2 on the templates"
