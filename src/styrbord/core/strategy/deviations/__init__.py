"""What do people do with a deviation, within which time, and when may it be closed?"""
