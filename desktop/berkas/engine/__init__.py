"""Where rules meet the book; no Qt."""
