"""What people enter about the scorecard."""
