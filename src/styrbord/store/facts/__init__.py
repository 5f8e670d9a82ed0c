"""Which SQL reads and writes the observations?"""
