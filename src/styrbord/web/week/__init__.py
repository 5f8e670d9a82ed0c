"""Which page shows somebody what waits for them, and lets them do it there?"""
