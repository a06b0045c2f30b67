"""The schema's history, one file a step; alembic runs it."""
