"""The first screens: welcome, and the few questions of a new office."""

from berkas.shell.firstrun.firstwindow import FirstWindow
from berkas.shell.firstrun.newoffice import NewOfficeScreen, NewOfficeWish
from berkas.shell.firstrun.screen import Screen
from berkas.shell.firstrun.welcome import WelcomeScreen

__all__ = ["FirstWindow", "NewOfficeScreen", "NewOfficeWish", "Screen", "WelcomeScreen"]
