"""Which pages tell what was released, corrected and withdrawn?"""
