"""What Ofsted publishes, read into plain rows for one council."""
