"""What goes into the Windows set-up beside the program: launcher, resources, the script of the set-up.

`start.py` runs in the installed program only.
"""
