"""Where is long work kept while it waits, runs and has ended?"""
