"""Figures that leave the house: proposed, protected against telling of single incidents, released by a second person."""
