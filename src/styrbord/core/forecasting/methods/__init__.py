"""Which methods make a point forecast of one series? One file for each, found by its name.

Every file has `ahead(history, season, horizon)`: float64 (t,) without gaps, the periods in a season and the
number of periods to forecast; it gives float64 (h,). The files load statsforecast, so a file is loaded only
when its method is used.
"""
