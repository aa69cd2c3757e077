"""What went before, and whom "he", "the ministry" and an official without a state mean by it."""
