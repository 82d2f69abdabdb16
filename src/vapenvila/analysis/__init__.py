"""What the numbers say: functions over arrays, without Django and without a database."""
