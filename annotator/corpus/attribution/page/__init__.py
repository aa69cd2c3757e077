"""Whose a text is, and what runs on in it: turns, quotations, lists, releases."""
