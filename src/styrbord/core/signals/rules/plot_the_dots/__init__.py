"""What does a "plot the dots" control chart say (NHSRplotthedots 0.2.2, Making Data Count)?

For those who know that method. Series that move with themselves or with the year give many false signals
here and carry codes that say so; the rule for them is `residual`.
"""

from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.rules.plot_the_dots.charts import charts
from styrbord.core.signals.rules.plot_the_dots.codes import Code, words
from styrbord.core.signals.rules.plot_the_dots.results import Charts, Icons, Points
from styrbord.core.signals.rules.plot_the_dots.telling import answer

__all__ = ["Asked", "Charts", "Code", "Icons", "Points", "answer", "charts", "words"]
