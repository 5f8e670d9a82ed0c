"""Who plans, decides and changes which investment, and what becomes of its money and benefits?"""
