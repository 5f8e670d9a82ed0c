"""What do the numbers of an index look like, one by one and beside each other?"""
