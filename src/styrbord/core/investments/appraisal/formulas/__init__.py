"""Which formulas can a case name? A file for each family, found by the table of the catalogue."""
