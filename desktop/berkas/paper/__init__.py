"""Values in, PDF bytes out: the office's printed papers.

Knows nothing of the database, the rooms or the screen; imports only `berkas.rules` and `berkas.paths`. The
vocabulary (`frame`, `words`, `parts`, `pictures`) is plain values and cheap to import; reportlab, pikepdf
and segno are loaded by the first call of `document.render`.
"""
