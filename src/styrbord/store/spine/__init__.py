"""Where are subjects, indicators, memberships and editions kept?"""
