"""Names of people and bodies without what makes no difference when two of them are compared.

Titles, “bin” and “binti”, case, accents, signs, old spelling and the many ways to write Muhammad. Imports
nothing of the project.
"""

from __future__ import annotations

import re
import unicodedata

_TITLES = frozenset({
    "adv", "amd", "amdkep", "apt", "bba", "bc", "bcip", "bsc", "cand", "cla", "cpl", "cpm", "dr",
    "dra", "drg", "drh", "drs", "h", "hj", "ir", "kh", "lc", "llb", "llm", "ma", "mag", "map",
    "mba", "mh", "mhum", "mip", "mkes", "mkn", "mm", "mpd", "mpdi", "msc", "msi", "msos", "mt",
    "ners", "ns", "nz", "phd", "prof", "psi", "raden", "rd", "rr", "sag", "sap", "se", "sh", "shi",
    "shum", "si", "sip", "sked", "skep", "skm", "skom", "skpm", "sos", "spd", "spdi", "spsi", "spt",
    "ss", "ssi", "ssos", "sst", "ssy", "sthi", "tgk", "ust",
})  # fmt: skip
_BETWEEN = frozenset({"bin", "binti", "bt", "als", "alias", "al"})
_SAME = {
    **dict.fromkeys(
        ("m", "md", "mhd", "moch", "mochamad", "mochammad", "moh", "mohamad", "mohamed", "mohammad", "muh",
         "muchamad", "muchammad", "muhamad", "muhamed", "muhammed", "muhd"),
        "muhammad",
    ),
    **dict.fromkeys(("achmad", "akhmad", "akmad", "ahmat", "amad", "achmat"), "ahmad"),
    **dict.fromkeys(("abd", "abdoel"), "abdul"),
    "sitti": "siti",
}  # fmt: skip
_OLD = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("ph", "f"), ("th", "t"), ("v", "f"), ("q", "k"))
_LEGAL_FORMS = frozenset({"yayasan", "perkumpulan", "perhimpunan", "dpc", "dpd", "cabang"})
_SHORT_FORMS = {
    "lembaga bantuan hukum": "lbh",
    "lembaga konsultasi dan bantuan hukum": "lkbh",
    "lembaga konsultasi bantuan hukum": "lkbh",
    "pusat bantuan hukum": "pbh",
    "pos bantuan hukum advokat indonesia": "posbakumadin",
}


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without accents and signs."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(each for each in letters if not unicodedata.combining(each))
    return re.sub(r"[^\w\s]|_", " ", kept).split()


def folded_person(name: str) -> str:
    """A person's name for comparing: no titles, no bin or binti, one spelling, words in alphabetical order.

    A name of nothing but titles stays as it is.
    """
    degrees = re.sub(r"\b((?:\w{1,4}\.){1,4}\w{0,3})(?=[\s,]|$)", lambda m: m[1].replace(".", ""), name)
    words = plain_words(degrees.partition(",")[0] if "," in degrees else degrees)
    kept = [word for word in words if word not in _TITLES and word not in _BETWEEN] or words
    return " ".join(sorted(_one_spelling(word) for word in kept))


def _one_spelling(word: str) -> str:
    if word in _SAME:
        return _SAME[word]
    for old, new in _OLD:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    return _SAME.get(word, "muhammad" if word == "muhamad" else word)


def folded_body(name: str) -> str:
    """A body's name for comparing: no legal form, long forms of known shortenings shortened, and letters with
    dots or spaces between them (“L.B.H.”) as one word.
    """
    text = re.sub(r"\b\w(?: \w)+\b", lambda m: m[0].replace(" ", ""), " ".join(plain_words(name)))
    for long_form, short in _SHORT_FORMS.items():
        text = text.replace(long_form, short)
    return " ".join(word for word in text.split() if word not in _LEGAL_FORMS) or text


def digits(text: str | None) -> str:
    """The letters and digits of a number, for comparing numbers typed with different signs."""
    return "".join(each for each in (text or "").casefold() if each.isalnum())
