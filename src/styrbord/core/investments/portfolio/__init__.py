"""By which rules does a portfolio of investments live, from the idea to the last measurement?"""
