"""What does a file from somebody else say, and what was taken for what?"""
