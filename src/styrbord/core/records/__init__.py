"""How long is each class of record kept?"""
