"""Which pages show long work: what was asked for, how far it is, why it failed?"""
