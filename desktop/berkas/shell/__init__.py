"""Start, window, navigation, command line."""
