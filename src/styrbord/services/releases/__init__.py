"""How do approved numbers become editions: at once or at a moment, corrected, withdrawn?"""
