"""How do the minutes of a meeting look?"""
