"""Tables of any city read into a problem analysis: which column is which, and what its values stand for, is said in a
mapping alone."""
