"""What ten times the input costs each method, in time and in memory."""
