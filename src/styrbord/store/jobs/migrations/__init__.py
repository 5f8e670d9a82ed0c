"""How did these tables come about?"""
