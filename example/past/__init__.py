"""What did the invented county do in its two years: deviations answered, decisions taken, promises, meetings?

`python -m example.past` lives them through on a board that has the county: it sets the clock to each day in
turn and asks the services as people and the program would. Nothing is written past them.
"""
