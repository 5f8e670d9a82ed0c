"""How do people see the board in a browser?"""
