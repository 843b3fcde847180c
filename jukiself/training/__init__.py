"""The training room: stories told from published facts, chosen questions, tally and grading; plain data, no window."""
