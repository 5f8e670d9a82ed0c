"""What happened, who did it, for whom, and why?"""
