"""Which cells of published tables must be hidden so that nobody can work out a confidential one?"""
