"""Which pages ask for numbers and take them in?"""
