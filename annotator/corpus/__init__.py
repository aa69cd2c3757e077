"""Text in: articles read, split into sentences, and attributed to speakers. Pure but for the files."""
