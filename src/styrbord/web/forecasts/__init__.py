"""How do pages show what is forecast, how sure it is, and how earlier forecasts did?"""
