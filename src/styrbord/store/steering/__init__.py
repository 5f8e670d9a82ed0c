"""Where are pages and goals kept?"""
