"""Pages of the homes, by what they show."""
