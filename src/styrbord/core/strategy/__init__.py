"""What is aimed at, by when, and how far is it?"""
