"""How sure are the places of an index, and which choices of its method matter?"""

from styrbord.core.ratings.doubt.classes import BORDERLINE, classes_of
from styrbord.core.ratings.doubt.results import Doubt, Sobol
from styrbord.core.ratings.doubt.simulating import replayed, sensitivity, simulate

__all__ = ["BORDERLINE", "Doubt", "Sobol", "classes_of", "replayed", "sensitivity", "simulate"]
