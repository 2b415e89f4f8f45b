"""What is said once in the window about how the file was found: brought up, or left open elsewhere. No Qt."""

from berkas_db.book import Book


def told_once(book: Book) -> list[str]:
    """Sentences, none for a file that was found as it should be."""
    found = book.found
    lines: list[str] = []
    if found.upgraded_to is not None:
        lines.append(
            f"Berkas dinaikkan dari versi {found.upgraded_from} ke versi {found.upgraded_to}; salinan "
            f"sebelum naik versi ada di {found.copy}."
        )
    if found.left_by is not None and not found.left_by.is_here:
        lines.append(
            f"Berkas ini terakhir dibuka oleh {found.left_by} dan tidak ditutup di sana. Pastikan kantor "
            "tidak sedang dipakai di komputer itu: dua salinan yang sama-sama diubah tidak dapat disatukan."
        )
    return lines
