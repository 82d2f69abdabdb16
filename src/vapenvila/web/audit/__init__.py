"""The audit trail: who did what, who read what, when and why. Append-only, sealed in a hash chain."""
