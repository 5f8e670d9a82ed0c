"""What are subjects, indicators and observations, and how do they add up?"""
