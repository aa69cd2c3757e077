"""The decision: what annotations amount to, by rules that everybody can read. Pure."""
