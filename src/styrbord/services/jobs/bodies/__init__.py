"""Which long work is there? One file for each, with `run(arguments, progress)`; only a worker loads them."""
