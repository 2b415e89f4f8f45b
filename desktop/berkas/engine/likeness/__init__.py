"""Records that are perhaps the same thing twice: found with the reason, called different, or joined into one.

A room says what makes two of its records alike (`LikenessKind`); remembering and joining are the same for
all. Imports no Qt and no room.
"""
