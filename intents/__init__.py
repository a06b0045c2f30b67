"""What the person means: text in, a decision out; pure."""
