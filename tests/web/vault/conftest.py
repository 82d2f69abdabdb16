"""Each test has a folder of keys of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def keys_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    settings.MAKE_KEYS = True
    return tmp_path / "keys"
