"""Opens the web part for a command: settings, database, then the module that does the work."""

import os
from importlib import import_module
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from vapenvila.cli.user_error import UserError
from vapenvila.web.site.postgres_place import PostgresProblemError


def open_site(module: str) -> Any:
    """The module, imported after Django is set up (models cannot be imported before). Hence its type is open."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    try:
        django.setup()
        return import_module(module)
    except (PostgresProblemError, ImproperlyConfigured) as problem:
        raise UserError(str(problem)) from None
    except OperationalError as problem:
        raise UserError(f"The database does not answer: {str(problem).strip()}") from None
