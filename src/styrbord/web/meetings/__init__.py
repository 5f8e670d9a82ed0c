"""Which pages show who meets when, what they talk about, and what came of it?"""
