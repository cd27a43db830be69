"""Indicators, their targets and measurements, and what they say beside other areas."""
