"""What is the result of a named formula for an input that may be wrong?"""
