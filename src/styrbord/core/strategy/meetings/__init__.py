"""Which rules does a circle of posts meet by: its days, its agenda, and what becomes of each item?"""
