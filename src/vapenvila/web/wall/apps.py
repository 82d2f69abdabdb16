"""The wall raises itself after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from vapenvila.web.wall.row_security import raise_wall_after_migration


class WallConfig(AppConfig):
    """Row-level security of the whole site."""

    name = "vapenvila.web.wall"
    label = "wall"

    def ready(self) -> None:
        post_migrate.connect(raise_wall_after_migration, dispatch_uid="raise-the-wall")
