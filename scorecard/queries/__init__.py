"""Reads of the scorecard that need several models, by what they serve."""
