"""Where are investments, their money, their reviews and their benefits kept?"""
