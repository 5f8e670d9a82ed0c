"""What is done to the values of indicators before they become one index?"""
