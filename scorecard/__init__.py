"""The scorecard: indicators, their figures and what these say beside those of other areas."""
