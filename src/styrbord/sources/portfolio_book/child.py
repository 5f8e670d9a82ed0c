"""How is a workbook of investments read in a process of its own?"""

from styrbord.sources.isolated import main
from styrbord.sources.portfolio_book.reading import read

if __name__ == "__main__":
    main(read)
