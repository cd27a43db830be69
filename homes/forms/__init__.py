"""Forms of the homes, by what they are about."""
