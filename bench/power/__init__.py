"""Power beside statsmodels and a plain loop."""
