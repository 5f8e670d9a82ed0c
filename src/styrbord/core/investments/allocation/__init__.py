"""Who pays how much of what several bodies do together? Methods stand side by side, none is the answer."""
