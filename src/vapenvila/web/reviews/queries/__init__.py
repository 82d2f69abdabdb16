"""What the weekly review reads; each module one question."""
