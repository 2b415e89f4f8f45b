"""What headings and answers of survey files mean that other people and programs made.

Only words that can mean one thing. The last two elements of the SKM are printed in either order by different
sources, so U8 and U9 mean nothing here: a person has to say. The export of the ministry's survey application
has not been seen; its elements are known by name only. Imports the standard library and the other rules.
"""

import re
from collections.abc import Mapping

from berkas.rules.instruments import Instrument, Item

RESPONDENT_HEADINGS = ("Kode", "No. responden", "Nomor responden", "ID responden", "Responden")
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "usia": ("Umur", "Usia responden", "Umur responden", "Usia (tahun)", "Umur (tahun)"),
    "jenis_kelamin": ("JK", "L/P", "Gender", "Kelamin"),
    "pendidikan": ("Pendidikan", "Tingkat pendidikan"),
    "pekerjaan": ("Pekerjaan", "Profesi"),
    "disabilitas": ("Disabilitas", "Difabel"),
    "saran": ("Saran", "Masukan", "Kritik dan saran", "Saran dan masukan", "Komentar"),
    "persyaratan": ("U1", "Unsur 1", "Kesesuaian persyaratan", "Persyaratan pelayanan"),
    "prosedur": ("U2", "Unsur 2", "Prosedur", "Kemudahan prosedur", "Prosedur pelayanan", "Alur"),
    "waktu": ("U3", "Unsur 3", "Waktu", "Kecepatan waktu", "Waktu pelayanan", "Jangka waktu"),
    "biaya": ("U4", "Unsur 4", "Biaya", "Tarif", "Kewajaran biaya", "Tarif/biaya", "Biaya dan tarif"),
    "produk": ("U5", "Unsur 5", "Produk", "Produk layanan", "Produk pelayanan", "Hasil layanan"),
    "kompetensi": ("U6", "Unsur 6", "Kompetensi", "Kompetensi petugas", "Kemampuan petugas"),
    "perilaku": ("U7", "Unsur 7", "Perilaku", "Perilaku petugas", "Kesopanan dan keramahan"),
    "pengaduan": ("Pengaduan", "Penanganan pengaduan", "Pengaduan, saran, dan masukan"),
    "informasi": ("Informasi", "Aksesibilitas informasi"),
    "petugas": ("Respons petugas", "Respon petugas", "Profesionalisme petugas"),
    "konsultasi": ("Konsultasi/pengaduan", "Konsultasi dan pengaduan", "Sarana konsultasi/pengaduan"),
    "sarana": ("Sarana", "Sarana prasarana", "Kualitas sarana dan prasarana", "Prasarana"),
}
"""Further names of a column, by the key of its item. None for SPAK: “pungli” alone does not say whether 4 is
good."""
_UNCLEAR = re.compile(r"u(nsur)?\W*[89]", re.IGNORECASE)
_SKM = "skm"

_ANSWERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "jenis_kelamin": {
        "laki_laki": ("l", "lk", "laki", "lakilaki", "pria"),
        "perempuan": ("p", "pr", "wanita"),
    },
    "pendidikan": {
        "sd": ("sdsederajat", "tidaksekolah", "tidaktamatsd"),
        "smp": ("sltp", "smpsederajat", "sltpsederajat"),
        "sma": ("slta", "smu", "smk", "smasmk", "smasederajat", "sltasederajat"),
        "d1_d3": ("d1", "d2", "d3", "diploma", "diii"),
        "s1_d4": ("s1", "d4", "div", "sarjana", "s1div"),
        "s2": ("s3", "s2s3", "magister", "doktor", "pascasarjana"),
    },
    "pekerjaan": {
        "asn": ("pns", "tni", "polri", "tnipolri", "pppk", "p3k", "pnstnipolri"),
        "swasta": ("karyawanswasta", "karyawan"),
        "wirausaha": ("wiraswasta", "pedagang", "usahawan", "wiraswastausahawan"),
        "pelajar": ("mahasiswa",),
        "lainnya": ("iburumahtangga", "irt", "petani", "nelayan", "buruh", "pensiunan", "tidakbekerja"),
    },
}
"""Further words of an option, folded, by item key and option code."""
_GRADED: Mapping[str, tuple[str, ...]] = {
    "persyaratan": ("sesuai",),
    "prosedur": ("mudah",),
    "waktu": ("cepat", "tepatwaktu"),
    "produk": ("sesuai",),
    "kompetensi": ("kompeten", "mampu"),
    "perilaku": ("sopandanramah", "sopanramah", "sopan", "ramah"),
}
"""What is good about an element: “tidak …” is 1, “kurang …” 2, the word alone 3, “sangat …” 4."""
_DEGREES = {"tidak": "1", "kurang": "2", "": "3", "sangat": "4"}


def folded(text: str) -> str:
    """A word without case, spaces and signs."""
    return "".join(character for character in text.casefold() if character.isalnum())


def headings_of(instrument: Instrument) -> dict[str, str]:
    """Heading to item key, for every further name of the items this survey has."""
    own = {label_of(item) for item in instrument.items.values()}
    return {
        heading: key
        for key in instrument.items
        for heading in HEADINGS.get(key, ())
        if folded(heading) not in own and not (_is_serial(heading) and instrument.key != _SKM)
    }


def label_of(item: Item) -> str:
    """An item's own name as headings are compared."""
    return folded(item.label)


def is_unclear(instrument: Instrument, heading: str) -> bool:
    """Whether a heading names one of the two elements that sources print in either order."""
    return instrument.key == _SKM and _UNCLEAR.fullmatch(heading.strip()) is not None


def meant(instrument: Instrument, item: Item, text: str) -> str:
    """The code of the option a word of other people stands for; any other text as it is."""
    word = folded(text)
    for code, words in _ANSWERS.get(item.key, {}).items():
        if word in words and any(option.code == code for option in instrument.options(item)):
            return code
    if instrument.key == _SKM:
        for good in _GRADED.get(item.key, ()):
            if word.endswith(good) and word.removesuffix(good) in _DEGREES:
                return _DEGREES[word.removesuffix(good)]
        if item.key == "biaya" and word == "gratis":
            return "4"
    return text


def _is_serial(heading: str) -> bool:
    return re.fullmatch(r"U\d|Unsur \d", heading) is not None
