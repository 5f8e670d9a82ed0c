"""What does the invented county know of its digital maturity, its agencies and its enterprises?"""
