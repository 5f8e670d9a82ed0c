"""How sure are the places of an index, and which choices of its method matter?"""
