"""What is kept: tables and the functions over them. Rules live in `rights` and `dialogue`; here are rows."""
