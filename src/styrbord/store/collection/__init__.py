"""Where are uploaded files kept, and what was read from them?"""
