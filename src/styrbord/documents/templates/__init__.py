"""How does each document look?"""
