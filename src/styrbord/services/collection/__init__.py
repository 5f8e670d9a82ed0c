"""How do numbers come from those who know them: forms, submissions, checks, approval?"""
