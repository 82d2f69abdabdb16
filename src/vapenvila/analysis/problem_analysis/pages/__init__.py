"""The page of a problem analysis: each module turns one part into its section, figures with what they stand on."""
