"""The self-exciting model in time beside HawkesPyLib and Hawkes."""
