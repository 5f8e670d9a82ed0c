"""Methods that are shipped: one file each, found by the folder (`texts/shipping.py`)."""
