"""What is said of groups: names, areas, activity, relations, lineage. Dated, sourced, graded statements that run out."""
