"""Which pages let people sign in, set up how they do, and leave?"""
