"""The pages of docs/ that are made from the code are current, as the tool itself says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.source_tree import ROOT
from vapenvila.web.site import generated_docs


def test_generated_pages_are_current() -> None:
    environment = {
        **os.environ,
        "VAPENVILA_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "vapenvila.web.site.settings",
    }
    command = [sys.executable, "-m", "vapenvila.web.site.generated_docs", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_page_that_is_not_current_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(generated_docs, "DOCS", tmp_path)
    monkeypatch.setattr(generated_docs, "pages", lambda: {"a/page.md": lambda: "new\n"})
    assert generated_docs.main(["check"]) == 1
    assert generated_docs.main(["write"]) == 0
    assert generated_docs.main(["check"]) == 0
    (tmp_path / "a" / "page.md").write_text("old\n", encoding="utf-8")
    assert generated_docs.main(["check"]) == 1
    assert generated_docs.main([]) == 2
