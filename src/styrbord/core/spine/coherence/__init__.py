"""Which numbers, near the ones at hand, add up over the tree, keep their bounds and what is locked?"""
