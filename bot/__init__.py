"""Ombud, the privacy desk in chat."""
