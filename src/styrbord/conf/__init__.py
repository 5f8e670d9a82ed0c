"""How is everything wired together? The only place that knows everyone."""
