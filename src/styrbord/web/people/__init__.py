"""Which pages show and change who may do what?"""
