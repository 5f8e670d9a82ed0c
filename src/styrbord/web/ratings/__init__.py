"""Which pages show ratings, explain them, and take what people say to them?"""
