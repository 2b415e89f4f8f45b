"""What this room reads: lists, records, scores, derivations. Session in, values out."""
