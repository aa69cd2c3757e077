"""Where a sentence may say that somebody says something, and which phrase names them."""
