"""Which version of its shared picture a programme stands at, so that a page made of it can be kept until it changes."""

from django.db import models

from vapenvila.web.wall.declaration import Declaration, Retention, RowKind


class PictureVersion(models.Model):
    """Rises by one with every transaction that changed something in the programme's shared picture (decision 0005)."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Tells whether the shared picture has changed since a page of it was made",
        retention=Retention.PROGRAMME,
        nothing="programme_id version",
    )
    application_rights = "SELECT"  # written by triggers alone
    outside_picture = True

    programme_id = models.UUIDField(primary_key=True)
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.version)


class PictureTouch(models.Model):
    """A transaction that has changed the picture and is not committed yet, as itself and its commit see it."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Makes the version rise once, when the transaction commits",
        retention=Retention.WORK,
        nothing="id programme_id transaction",
    )
    application_rights = "SELECT"
    outside_picture = True

    id = models.BigAutoField(primary_key=True)
    programme_id = models.UUIDField()
    transaction = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transaction", "programme_id"], name="one_touch_per_transaction")
        ]

    def __str__(self) -> str:
        return str(self.transaction)
