"""A made-up city with a known truth: demo, training and the oracle every estimator is held against."""
