"""Looking a dossier through before it is printed: every fault, its weight, and what could not be checked."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.answers import Answer
from berkas.rules.instruments import Evidence, Route, parse_instrument
from berkas.rules.preflight import (
    SEVERITIES,
    CriterionFacts,
    DossierFacts,
    EarlierUse,
    LetterFacts,
    NearPair,
    OpenMatter,
    PreflightRules,
    ProofFacts,
    SignerFacts,
    criteria_facts,
    preflight,
)
from berkas.rules.vocabulary import EvidenceKind, FaultSeverity, Missing

THREE_PHOTOS = (Evidence(EvidenceKind.FOTO, 3, answers=("ada", "proses")),)


def photo(key: str, **changes: object) -> ProofFacts:
    facts = ProofFacts(
        key=key,
        name=f"{key}.jpg",
        kind=EvidenceKind.FOTO,
        sha256=f"hash-{key}",
        caption="Toilet, lantai 1",
        taken_on="2025-03-01",
        readable=True,
        blank=False,
        blurred=False,
        width=1600,
        height=1200,
    )
    return replace(facts, **changes)


def criterion(key: str = "a.03", answer: Answer | None = "ada", **changes: object) -> CriterionFacts:
    proofs = tuple(photo(f"{key}-{number}") for number in range(3))
    return replace(CriterionFacts(key, f"{key} Toilet", answer, THREE_PHOTOS, proofs), **changes)


SIGNER = SignerFacts("1", "Ketua Tim", "Nama contoh", "198507122010011003", "2025-06-20")
LETTER = LetterFacts("1", "Surat tugas", "W.8.HN.04.03-1741", "2025-06-10")


def dossier(*criteria: CriterionFacts, **changes: object) -> DossierFacts:
    facts = DossierFacts(
        unit="Lapas contoh",
        is_covered=True,
        period_from="2025-01-01",
        period_until="2025-06-30",
        criteria=criteria or (criterion(),),
        signed_on="2025-06-20",
        earlier_uses=(),
        near_pairs=(),
        signers=(SIGNER,),
        letters=(LETTER,),
        findings=(),
        complaints=(),
        ombudsman=(),
        statement_signed=True,
    )
    return replace(facts, **changes)


def codes(facts: DossierFacts, rules: PreflightRules | None = None) -> list[str]:
    return [fault.code for fault in preflight(facts, rules).faults]


def with_photo(**changes: object) -> DossierFacts:
    good = criterion()
    return dossier(replace(good, proofs=(photo("x", **changes), *good.proofs)))


def test_a_sound_dossier_is_ready_and_says_what_no_program_can_check() -> None:
    result = preflight(dossier())
    assert result.faults == ()
    assert result.is_ready
    assert result.unchecked == ("Kebenaran isi bukti tidak dapat diperiksa oleh program.",)
    assert result.as_json() == {"ready": True, "faults": [], "unchecked": list(result.unchecked)}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (dossier(is_covered=False), "unit_tidak_tercakup"),
        (dossier(criterion(answer=None, proofs=())), "kriteria_belum_dijawab"),
        (dossier(criterion(proofs=())), "jawaban_tanpa_bukti"),
        (dossier(criterion(proofs=(photo("1"), photo("2")))), "bukti_kurang"),
        (dossier(criterion(answer="tidak")), "bukti_tidak_diminta"),
        (with_photo(readable=False), "berkas_tidak_terbaca"),
        (with_photo(blank=True), "foto_kosong"),
        (with_photo(blurred=True), "foto_buram"),
        (with_photo(width=640, height=480), "foto_kecil"),
        (with_photo(width=1600, height=500), "foto_kecil"),
        (with_photo(caption="  "), "keterangan_kosong"),
        (with_photo(taken_on=None), "foto_tanpa_tanggal"),
        (with_photo(taken_on="2024-12-31"), "foto_kedaluwarsa"),
        (with_photo(taken_on="2025-06-21"), "foto_sesudah_pengesahan"),
        (with_photo(sha256="hash-a.03-1"), "foto_ganda"),
        (dossier(earlier_uses=(EarlierUse("hash-a.03-1", "Rutan contoh, 2024"),)), "bukti_pernah_dipakai"),
        (dossier(near_pairs=(NearPair("a.03-0", "a.03-1", "", 97),)), "foto_mirip"),
        (dossier(near_pairs=(NearPair("a.03-0", "", "Rutan contoh, 2024", 97),)), "foto_mirip"),
        (dossier(signers=(replace(SIGNER, name=""),)), "penanda_tangan_kosong"),
        (dossier(signers=(replace(SIGNER, nip=""),)), "nip_kosong"),
        (dossier(signers=(replace(SIGNER, nip="123"),)), "nip_keliru"),
        (dossier(signers=(replace(SIGNER, signed_on=None),)), "belum_ditandatangani"),
        (dossier(letters=(replace(LETTER, number=" "),)), "nomor_surat_kosong"),
        (dossier(letters=(replace(LETTER, dated=None),)), "tanggal_surat_kosong"),
        (dossier(findings=(OpenMatter("1", "Toilet rusak", "2025-07-01"),)), "temuan_terbuka"),
        (dossier(complaints=(OpenMatter("1", "12/2025"),)), "pengaduan_terbuka"),
        (dossier(statement_signed=False), "pernyataan_belum_ditandatangani"),
        (dossier(ombudsman=(OpenMatter("1", "LAHP contoh"),)), "laporan_ombudsman_terbuka"),
    ],
)
def test_each_fault_on_its_own(facts: DossierFacts, code: str) -> None:
    (fault,) = preflight(facts).faults
    assert fault.code == code
    assert fault.severity is SEVERITIES[code]
    assert fault.place
    assert fault.message[0].isupper() or fault.message.startswith(fault.place)
    assert fault.message.endswith(".")
    assert preflight(facts).is_ready is (fault.severity is not FaultSeverity.MENGHALANGI)


def test_the_sentences_name_place_file_and_what_to_do() -> None:
    thin = preflight(dossier(criterion(proofs=(photo("1"), photo("2"))))).faults[0]
    assert thin.message == "a.03 Toilet: baru 2 foto yang berbeda, perlu paling sedikit 3 foto."
    assert (thin.target, thin.key, thin.place) == ("kriteria", "a.03", "a.03 Toilet")
    old = preflight(with_photo(taken_on="2024-12-31")).faults[0]
    assert "“x.jpg”: diambil" in old.message
    assert (old.target, old.key) == ("bukti", "x")


def test_proofs_without_an_answer_and_answers_that_need_none() -> None:
    assert codes(dossier(criterion(answer=None))) == ["kriteria_belum_dijawab", "bukti_tanpa_jawaban"]
    assert codes(dossier(criterion(answer="tidak", proofs=()))) == []
    assert codes(dossier(criterion(answer=Missing.TIDAK_BERLAKU, proofs=()))) == []
    always = (Evidence(EvidenceKind.DOKUMEN, 1, must_show="jadwal"),)
    for_any = criterion(answer=Missing.TIDAK_TAHU, requirements=always, proofs=())
    assert preflight(dossier(for_any)).faults[0].message.endswith("1 dokumen yang memuat jadwal.")


def test_the_same_photo_under_two_criteria() -> None:
    shared = photo("b", sha256="hash-a.03-0")
    second = criterion("a.04", proofs=(*(photo(f"n{number}") for number in range(3)), shared))
    (fault,) = preflight(dossier(criterion(), second)).faults
    assert fault.code == "foto_sama_kriteria_lain"
    assert fault.severity is FaultSeverity.MENGHALANGI
    assert "dipakai juga pada a.03 Toilet" in fault.message
    paper = replace(shared, kind=EvidenceKind.DOKUMEN)
    with_paper = criterion("a.04", proofs=(*(photo(f"n{number}") for number in range(3)), paper))
    assert codes(dossier(criterion(), with_paper)) == ["dokumen_sama_kriteria_lain"]


def test_a_photo_put_in_twice_or_unreadable_counts_once_or_not_at_all() -> None:
    twice = (photo("1"), photo("2"), photo("3", sha256="hash-1"))
    assert codes(dossier(criterion(proofs=twice))) == ["bukti_kurang", "foto_ganda"]
    broken = (photo("1"), photo("2"), photo("3", readable=False))
    assert set(codes(dossier(criterion(proofs=broken)))) == {"bukti_kurang", "berkas_tidak_terbaca"}


def test_kinds_and_ages_of_proof() -> None:
    need = (Evidence(EvidenceKind.DOKUMEN, 1),)
    for kind in (EvidenceKind.DOKUMEN, EvidenceKind.PINDAIAN, EvidenceKind.LEMBAR_KERJA):
        paper = photo("d", kind=kind, taken_on="2015-01-01", width=None, height=None)
        assert codes(dossier(criterion(requirements=need, proofs=(paper,)))) == [], "a decree may be older"
    assert codes(dossier(criterion(requirements=need, proofs=(photo("p"),)))) == ["bukti_kurang"]
    fresh = (Evidence(EvidenceKind.FOTO, 1, max_age_days=30),)
    assert codes(dossier(criterion(requirements=fresh))) == ["foto_kedaluwarsa"] * 3
    assert (
        codes(dossier(criterion(), signed_on=None, period_until="2025-02-01")) == ["foto_sesudah_periode"] * 3
    )


def test_exactly_the_same_is_said_once_not_twice() -> None:
    pair = NearPair("x", "a.03-0", "", 100)
    facts = replace(with_photo(sha256="hash-a.03-0"), near_pairs=(pair,))
    assert codes(facts) == ["foto_ganda"]


def test_the_office_can_change_the_weight_or_switch_a_code_off() -> None:
    facts = with_photo(width=640, height=480)
    assert codes(facts, PreflightRules(least_width=320, least_height=240)) == []
    assert codes(facts, PreflightRules(severities={"foto_kecil": None})) == []
    heavy = preflight(facts, PreflightRules(severities={"foto_kecil": FaultSeverity.MENGHALANGI}))
    assert not heavy.is_ready


def test_what_nobody_looked_at_is_said() -> None:
    blind = criterion(proofs=tuple(photo(str(n), readable=None, blank=None, width=None) for n in range(3)))
    facts = dossier(blind, earlier_uses=None, near_pairs=None, findings=None, complaints=None,
                    ombudsman=None, statement_signed=None)  # fmt: skip
    result = preflight(facts)
    assert result.is_ready
    assert result.unchecked[:3] == (
        "3 bukti belum dicoba dibuka.",
        "3 foto belum diperiksa ketajamannya.",
        "3 foto belum diketahui ukurannya.",
    )
    assert len(result.unchecked) == 10


def test_the_heaviest_faults_come_first() -> None:
    facts = dossier(criterion(proofs=(photo("1", caption=""),)), complaints=(OpenMatter("1", "12/2025"),))
    weights = [list(FaultSeverity).index(fault.severity) for fault in preflight(facts).faults]
    assert weights == sorted(weights)
    assert preflight(facts).as_json()["faults"][0].keys() == {"code", "severity", "place", "message"}


def test_criteria_come_from_the_instrument() -> None:
    file = Path(__file__).parents[2] / "resources" / "instruments" / "p2ham2018.toml"
    instrument = parse_instrument(tomllib.loads(file.read_text("utf-8")), file=file.name)
    criteria = criteria_facts(Route(instrument, "kanim"), {"kanim.a.03": "ada"}, {"kanim.a.03": [photo("1")]})
    assert len(criteria) == 18
    third = criteria[2]
    assert third.place == "a.3 Toilet khusus penyandang disabilitas"
    result = preflight(dossier(*criteria))
    assert sum(fault.code == "kriteria_belum_dijawab" for fault in result.faults) == 17
    assert [fault.message for fault in result.faults if fault.code == "bukti_kurang"] == [
        "a.3 Toilet khusus penyandang disabilitas: baru 1 foto yang berbeda, perlu paling sedikit 3 foto."
    ]
    lapas = criteria_facts(Route(instrument, "lapas"), {}, {})
    assert lapas[-1].place == "lapas.kepatuhan.05 Penanganan pengaduan"


DAY = st.dates().map(lambda day: day.isoformat())
PROOF = st.builds(
    ProofFacts,
    key=st.text(max_size=3),
    name=st.text(max_size=5),
    kind=st.sampled_from(EvidenceKind),
    sha256=st.sampled_from("abc"),
    taken_on=st.none() | DAY,
    readable=st.none() | st.booleans(),
    blank=st.none() | st.booleans(),
    width=st.none() | st.integers(0, 9000),
    height=st.none() | st.integers(0, 9000),
)
CRITERION = st.builds(
    CriterionFacts,
    key=st.text(max_size=3),
    place=st.text(min_size=1, max_size=5),
    answer=st.sampled_from([None, "ada", "tidak", Missing.MENOLAK]),
    requirements=st.just(THREE_PHOTOS),
    proofs=st.lists(PROOF, max_size=4).map(tuple),
)


@given(st.lists(CRITERION, max_size=4))
def test_any_facts_are_looked_through(criteria: list[CriterionFacts]) -> None:
    result = preflight(dossier(*criteria))
    assert result.is_ready is not any(fault.severity is FaultSeverity.MENGHALANGI for fault in result.faults)
    assert all(fault.message and fault.code in SEVERITIES for fault in result.faults)


def test_every_code_has_been_seen() -> None:
    elsewhere = {"foto_sama_kriteria_lain", "dokumen_sama_kriteria_lain", "bukti_tanpa_jawaban"}
    marks = next(iter(test_each_fault_on_its_own.pytestmark)).args[1]
    assert elsewhere | {"foto_sesudah_periode"} | {code for _, code in marks} == set(SEVERITIES)
