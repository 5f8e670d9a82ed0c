"""How is the ledger sealed, and how does anybody see that it was not changed since?"""

from styrbord.services.ledger.proving import check, prove
from styrbord.services.ledger.sealing import Sealed, seal
from styrbord.services.ledger.verifying import Verified, verify

__all__ = ["Sealed", "Verified", "check", "prove", "seal", "verify"]
