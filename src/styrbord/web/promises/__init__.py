"""Which pages show who promised what, and take what people do with it?"""
