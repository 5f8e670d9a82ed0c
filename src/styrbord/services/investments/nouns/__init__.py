"""How does each thing with states of its own begin, what is looked at before a step, and what follows it?"""
