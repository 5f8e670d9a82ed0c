"""Which page shows who ran ahead?"""
