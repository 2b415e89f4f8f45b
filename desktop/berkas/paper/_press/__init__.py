"""The printing press: turns parts into pages with reportlab's canvas.

Blocks are measured and cut by our own flow (`flow`), because an official paper has rules that a general
layout engine does not know: no row torn from its number, signatures with at least three lines above them.
Private to `paper`; rooms call `paper.document.render`.
"""
