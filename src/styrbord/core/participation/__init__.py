"""What may readers say about figures, and what do they follow?"""
