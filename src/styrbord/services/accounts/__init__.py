"""How does a person prove who they are, for how long, and what may their programs do?"""
