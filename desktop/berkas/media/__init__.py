"""Photos: opened safely, set upright, copied without their metadata, compared by what they show.

Imports nothing of the project. Pillow is loaded with the modules, so import them where they are used.
"""
