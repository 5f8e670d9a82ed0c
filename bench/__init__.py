"""How fast and how large is the board? Benchmarks that are run by hand: `python -m bench NAME`."""
