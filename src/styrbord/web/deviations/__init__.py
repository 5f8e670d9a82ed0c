"""Which pages show what people do with deviations?"""
