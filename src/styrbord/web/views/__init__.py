"""Which service answers which page?"""
