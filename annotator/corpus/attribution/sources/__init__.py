"""Whom a phrase means by its own words: a side, one of its people or bodies, or somebody else."""
