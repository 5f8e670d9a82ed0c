"""What does each command do? One file a command: it calls one service and shows the outcome.

A command is loaded when it is given, so that none waits for what only another one needs.
"""
