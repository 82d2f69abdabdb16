"""Call-in selection beside solvers and greedy choice."""
