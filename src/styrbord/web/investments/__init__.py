"""The pages of digital investments: portfolio, one investment, its plan, its money and its moves."""
