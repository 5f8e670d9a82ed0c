"""How does one see that what happened was not changed afterwards?"""
