"""What is asked of whom, how often, by when, and how is it checked?"""
