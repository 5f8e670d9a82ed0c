"""What stands in the cells of a workbook of investments?"""
