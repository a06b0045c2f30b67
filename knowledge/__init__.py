"""What the privacy policy says: clauses, answers and gaps, proven against its text."""
