"""What is to be written to the server, and what this machine knows of it."""
