"""The only door from the problem analysis to the analysis library: making, showing and printing."""
