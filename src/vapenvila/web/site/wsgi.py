"""The site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from vapenvila.web.site.parent_watch import end_with_parent_named_in

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
end_with_parent_named_in("VAPENVILA_SERVER", end=lambda: os._exit(0))
application = get_wsgi_application()

from vapenvila.web.site.warming import warm_aside  # noqa: E402 — imports models

warm_aside()
