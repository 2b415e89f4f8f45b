"""The Qt parts of this room: keying, derivations, one page per kind of record."""
