"""Which plain words does every other room use: periods, units, codes, problems, expressions?"""
