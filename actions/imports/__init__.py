"""Reading an action plan from a file: pure steps from bytes to a proposal that a person checks."""
