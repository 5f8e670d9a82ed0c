"""Which pages let readers ask, answer, follow and say whether a page helped?"""
