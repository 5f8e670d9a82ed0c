"""How is the workbook of a form read in a process of its own, which loads nothing that tables need?"""

from styrbord.sources.form_book.reading import read
from styrbord.sources.isolated import main

if __name__ == "__main__":
    main(read)
