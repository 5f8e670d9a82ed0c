"""Which pages propose decisions, show them and take them?"""
