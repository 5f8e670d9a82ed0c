"""Which pages show what the warning rules found?"""
