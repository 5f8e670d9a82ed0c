"""Which pages ask for three scenarios and show them?"""
