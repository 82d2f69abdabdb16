"""A stepped wedge beside statsmodels."""
