"""Every list of words has distinct codes and labels in the shape the book stores them."""

import re

import pytest

from berkas.rules import vocabulary
from berkas.rules.vocabulary import (
    ComplaintClass,
    ComplaintStatus,
    FollowupStatus,
    Role,
    ServiceKind,
    TraceResult,
    Word,
)

LISTS = [
    member
    for name in vocabulary.__all__
    if isinstance(member := getattr(vocabulary, name), type)
    and issubclass(member, Word)
    and member is not Word
]


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_codes_are_stored_words_and_labels_are_distinct(words: type[Word]) -> None:
    assert len(words) >= 2
    for member in words:
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", member.value)
        assert member.label == member.label.strip() != ""
    labels = [label for _, label in words.choices()]
    assert len(set(labels)) == len(labels)
    assert words.codes() == tuple(code for code, _ in words.choices())


def test_a_member_is_its_code() -> None:
    assert Role.PETUGAS == "petugas"
    assert f"{Role.PENGAWAS}" == "pengawas"
    assert Role("pimpinan") is Role.PIMPINAN
    assert Role.label_of("verifikator") == "Verifikator"
    assert Role.label_of("peran_baru") == "peran_baru"


def test_the_lists_other_programs_rely_on() -> None:
    assert Role.codes() == ("admin", "petugas", "verifikator", "pimpinan", "pengawas")
    assert ComplaintClass.codes() == (
        "pengaduan_berkadar",
        "pengaduan_tidak_berkadar",
        "permintaan_informasi",
        "aspirasi",
        "pengaduan_ham",
        "pengaduan_obh",
        "uu25_2009",
        "standar_upt",
        "ppid",
        "ppid_keberatan",
        "permohonan_bankum",
        "ombudsman_korektif",
    )
    assert len(TraceResult) == 7
    assert len([kind for kind in ServiceKind if kind.is_litigation]) == 3
    assert ServiceKind.TUN.checklist == "berkas_tun"


def test_what_is_closed_stays_closed() -> None:
    assert ComplaintStatus.DIJAWAB.is_open
    assert not ComplaintStatus.DICABUT.is_open
    assert FollowupStatus.DIAJUKAN_SELESAI.is_open
    assert not FollowupStatus.SELESAI.is_open
