"""The words of a sentence: cut, looked up in the lexicon and the registry, put into noun phrases."""
