"""What comes next in a series, and how sure is that?"""
