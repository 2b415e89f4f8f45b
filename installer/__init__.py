"""The bootstrap: makes the environment in `.venv`, then runs the program or its tests.

Standard library only, because it runs before anything is installed. It never imports `berkas`.
"""
