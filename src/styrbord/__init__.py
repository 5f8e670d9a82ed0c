"""Styrbord: the steering board with which a territory or an agency steers by results."""
