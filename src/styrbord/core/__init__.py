"""What does the field know, without web, database, clock or network?"""
