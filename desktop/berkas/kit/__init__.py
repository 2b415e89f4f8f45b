"""Qt pieces that know nothing of offices or databases."""
