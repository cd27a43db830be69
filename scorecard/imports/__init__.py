"""Reading figures from files: pure steps from a checked file to rows that a person can check."""
