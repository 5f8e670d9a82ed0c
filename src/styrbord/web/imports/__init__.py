"""How is a file of an office read into the board, page by page?"""
