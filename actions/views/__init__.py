"""The pages of the action plan, by subject."""
