"""Concentration beside a plain loop of bootstraps."""
