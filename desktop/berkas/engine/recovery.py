"""The recovery sheet of a protected office: its key in print, for the day the passphrase is forgotten.

Nothing of it is kept in the file or beside it; whoever holds the sheet can open the office. Imports no Qt.
"""

from datetime import date
from pathlib import Path

from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import KeyValues, Notice, NoticeKind, Para, Title
from berkas.rules.dates import show_long
from berkas_db.connect import identify
from berkas_db.errors import Refused
from berkas_db.key import recovery_text


def recovery_sheet(path: Path, passphrase: str, office_name: str, on: date) -> bytes:
    """The sheet as PDF. Raises WrongPassphrase, or Refused for an office without protection."""
    file = identify(path, passphrase)
    if file.key is None:
        raise Refused("Kantor ini tidak dilindungi frasa sandi.", "Lembar pemulihan tidak diperlukan.")
    parts = (
        Title("Lembar Pemulihan"),
        Para(
            "Kantor ini dilindungi frasa sandi. Bila frasa sandinya lupa, ketik kunci di bawah ini di tempat "
            "frasa sandi untuk membukanya. Spasi dan besar kecilnya huruf boleh diabaikan."
        ),
        KeyValues(
            (
                ("Kantor", office_name),
                ("Nama berkas", path.name),
                ("Dicetak", show_long(on)),
                ("Kunci", recovery_text(file.key)),
            )
        ),
        Notice(
            "Simpan lembar ini dalam amplop tersegel di lemari besi, jangan bersama komputernya. Siapa pun "
            "yang memegangnya dapat membuka seluruh isi kantor. Tanpa frasa sandi dan tanpa lembar ini, isi "
            "kantor tidak dapat dibuka lagi oleh siapa pun.",
            kind=NoticeKind.SECRET,
        ),
    )
    return render(parts, Frame("Lembar Pemulihan", watermark=""))
