"""“Periksa identitas”: asks which words of a text tell who somebody is, and shows what must go."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from berkas.desk.desk import Desk
from berkas.engine.press import Hit, check_texts
from berkas.kit import dialogs
from berkas_db.changes import Changes

TITLE = "Periksa identitas"


def check(
    owner: QWidget,
    desk: Desk,
    visit_id: int,
    texts: Mapping[str, str],
    then: Callable[[Mapping[str, list[Hit]]], None] = lambda _found: None,
) -> None:
    """Check texts about a visit, by label; say what was found, then hand it on."""
    written = {label: text for label, text in texts.items() if text.strip()}
    if not written:
        dialogs.say(
            owner, TITLE, "Belum ada teks yang diperiksa. Tulis siaran pers atau pesan singkat dahulu."
        )
        return

    def checked(changes: Changes) -> None:
        found: Mapping[str, list[Hit]] = changes.value
        dialogs.say(owner, TITLE, sentence(found))
        then(found)

    desk.change(owner, checked, check_texts, visit_id, written)


def sentence(found: Mapping[str, list[Hit]]) -> str:
    """Every word that must go, with the reason and, for whoever may know it, the code behind it."""
    lines = [
        f"{label}: “{hit.words}”{f' ({hit.code})' if hit.code else ''}. {hit.sentence}"
        for label, hits in found.items()
        for hit in hits
    ]
    if not lines:
        return (
            f"{', '.join(found)}: tidak ditemukan nama, nomor, kode, atau kelompok kecil. "
            "Baca sekali lagi: ciri seseorang tidak selalu berupa nama."
        )
    return "\n".join([*lines, "Teks ini belum dapat dicetak sebelum semuanya dikeluarkan."])
