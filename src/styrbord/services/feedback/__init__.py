"""Did a page help its readers, and who may see what they said?"""

from styrbord.services.feedback.giving import give, page_of, token_for
from styrbord.services.feedback.results import PageResult, results

__all__ = ["PageResult", "give", "page_of", "results", "token_for"]
