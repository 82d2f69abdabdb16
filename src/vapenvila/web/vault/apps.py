"""Vault as a Django application."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys outside the database, fields encrypted with them, hashes by which a sealed value is found, and signatures."""

    name = "vapenvila.web.vault"
    label = "vault"
