"""How is a table of statistics read in a process of its own?"""

from styrbord.sources.isolated import main
from styrbord.sources.reading import read

if __name__ == "__main__":
    main(read)
