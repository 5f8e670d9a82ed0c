"""Where is kept what readers say and follow?"""
