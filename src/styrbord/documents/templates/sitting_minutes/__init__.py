"""How do the minutes of the subcommittee look?"""
