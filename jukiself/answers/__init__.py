"""What was said, what is open, and the seal over it."""
