"""Tindak lanjut: findings from everywhere, and tasks with owner and date until somebody else closes them."""
