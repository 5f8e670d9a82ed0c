"""Which numbers is anyone shown, and how is each computed?"""
