"""What is an investment worth, who pays and who gains, and does its money keep to its results?"""
