"""How is a method written as text, read back, compared and shipped?"""
