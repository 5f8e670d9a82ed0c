"""How does the pack of a meeting look?"""
