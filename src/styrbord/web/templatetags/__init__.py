"""Which words and marks do templates put on figures?"""
