"""By which rules is a series judged? One rule a file or folder."""
