"""Where are things kept? Tables only, no rules."""
