"""How do the scores of children become the score of their parent?"""
