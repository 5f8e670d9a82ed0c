"""How do figures and words become files to take away?"""
