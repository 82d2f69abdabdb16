"""The nowcast beside chainladder and a plain loop."""
