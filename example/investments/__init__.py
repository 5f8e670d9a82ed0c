"""What the invented county invests in: plans in one table, and how each becomes a whole plan."""
