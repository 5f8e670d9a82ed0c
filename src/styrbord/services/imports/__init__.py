"""How does a file as an office published it become released numbers?"""
