"""Deleting what may no longer be kept: every app says what it holds, one engine deletes it and certifies what was deleted."""
