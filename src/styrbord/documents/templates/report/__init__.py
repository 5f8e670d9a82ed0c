"""How does a report look: the page for a council, a decision?"""
