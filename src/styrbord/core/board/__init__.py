"""What are the pages of the board made of?"""
