"""Makes what people install: the Windows set-up and portable folder, the Debian package, the wheel.

Runs in the environment of the tests, because it uses tools of the locked list. It never imports `berkas`.
Whatever is fetched is checked against a SHA-256 sum that stands in `installer/requirements`.
"""
