"""Writes: one function for one thing that a person does with the scorecard."""
