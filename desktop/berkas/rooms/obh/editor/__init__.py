"""The Qt parts of this room: the requirement board, the table of money, and one page per kind of record."""
