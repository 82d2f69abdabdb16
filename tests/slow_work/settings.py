"""The site's settings with the slow job added."""

from vapenvila.web.site.settings import *  # noqa: F403
from vapenvila.web.site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.slow_work"]
