"""Which posts are there, and who may sign in for them?"""
