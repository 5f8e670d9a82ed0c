"""How are many indicators made into one index, how sure is a place, and what explains it?"""
