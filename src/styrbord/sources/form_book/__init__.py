"""What did a preparer write into a form's workbook, cell by cell?"""
