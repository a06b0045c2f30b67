"""The rights, their forms, deadlines and the law of a request: pure, data in and decisions out."""
