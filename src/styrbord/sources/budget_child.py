"""How is a table of budgets read in a process of its own?"""

from styrbord.sources.budget_table import read
from styrbord.sources.isolated import main

if __name__ == "__main__":
    main(read)
