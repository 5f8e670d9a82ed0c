"""How does a form become a workbook that people fill without a line to the board?"""
