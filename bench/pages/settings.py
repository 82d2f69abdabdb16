"""The site's settings with the bare view and the counting of queries added."""

from vapenvila.web.site.settings import *  # noqa: F403
from vapenvila.web.site.settings import MIDDLEWARE

ROOT_URLCONF = "bench.pages.urls"
MIDDLEWARE = ["bench.pages.counting.CountsQueries", *MIDDLEWARE]
