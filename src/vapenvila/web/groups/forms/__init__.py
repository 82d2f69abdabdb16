"""Forms of the group picture. What may be said is for the rules to say."""
