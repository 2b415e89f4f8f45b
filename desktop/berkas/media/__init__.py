"""Photos opened safely, turned upright, made small, fingerprinted."""
