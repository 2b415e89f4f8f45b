"""What changes complaints and the registers beside them; every function is one step of the book."""
