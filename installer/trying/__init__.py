"""The tests of what people install, with the means of this computer: wine64 for Windows, clean Debian roots.

Part of `python3 -m installer test --full`; nothing here runs in the usual tests. Never imports `berkas`.
"""
