"""Reads of the scorecard that need two or more models."""
