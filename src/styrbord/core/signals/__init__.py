"""Which number asks for attention, since when, and how sure is that?"""
