"""How does the page for a council look on paper?"""
