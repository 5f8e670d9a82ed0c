"""How much does each child count in its parent, and who says so?"""
