"""How does a figure look: one specification per chart, drawn as SVG or PNG, with its table and sentence?"""
