"""The shipped instruments: complete as a set, honest about their sources, and what each must hold."""

import tomllib
from pathlib import Path

import pytest

from berkas.rules.answers import Answer
from berkas.rules.instruments import (
    Instrument,
    ItemType,
    Kind,
    Route,
    RuleName,
    Status,
    canonical,
    covers,
    items_for,
    parse_canonical,
    parse_instrument,
    sections_for,
)
from berkas.rules.scoring import score
from berkas.rules.vocabulary import Confidence, EvidenceKind, Missing, PersonStatus, ServiceKind, TraceResult

FOLDER = Path(__file__).parents[2] / "resources" / "instruments"
CHECKLISTS = {
    "pidana": 17, "perdata": 15, "tun": 13, "penyuluhan": 12, "konsultasi": 4, "investigasi": 5,
    "penelitian": 15, "mediasi": 6, "negosiasi": 6, "pemberdayaan": 12, "pendampingan": 9, "drafting": 6,
}  # fmt: skip
OTHERS = """
    p2ham2018 p2ham2022 p2ham2023 monev_litigasi monev_nonlitigasi skm ikm2021 ipk2021 spkp spak
    standar_pelayanan sop_kunjungan sop_pengaduan monev_posbankum
    evaluasi_acara
"""
KEYS = [*OTHERS.split(), *(f"berkas_{name}" for name in CHECKLISTS)]
SURVEYS = {
    "skm": "persyaratan prosedur waktu biaya produk kompetensi perilaku pengaduan sarana",
    "spkp": "informasi persyaratan prosedur waktu biaya sarana petugas konsultasi",
    "spak": "diskriminasi luar_prosedur gratifikasi pungli percaloan",
    "ipk2021": "diskriminasi luar_prosedur gratifikasi pungli percaloan",
    "ikm2021": "informasi persyaratan prosedur waktu biaya petugas konsultasi",
}


def load(key: str) -> Instrument:
    text = (FOLDER / f"{key}.toml").read_text("utf-8")
    return parse_instrument(tomllib.loads(text), file=f"{key}.toml")


def test_the_set_is_complete() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_file_is_read_and_says_where_it_comes_from(key: str) -> None:
    instrument = load(key)
    assert instrument.key == key
    assert parse_canonical(canonical(instrument)) == instrument
    assert instrument.notice
    assert instrument.regulation
    assert instrument.source or instrument.status is Status.RUMUSAN_KANTOR
    for section in instrument.sections:
        for item in section.items:
            if item.confidence is Confidence.TERBACA:
                assert item.source or section.source or key.startswith("monev"), item.key
            if item.status is Status.RESMI:
                assert item.confidence is not Confidence.RUMUSAN_KANTOR, item.key


@pytest.mark.parametrize("key", KEYS)
def test_no_weight_and_no_official_score_is_invented(key: str) -> None:
    instrument = load(key)
    assert instrument.scoring.official is (key == "skm")
    assert all(item.weight is None for item in instrument.items.values())
    if instrument.kind in (Kind.PENGHARGAAN, Kind.BERKAS):
        assert instrument.scoring.rule is RuleName.HITUNG
    if not instrument.scoring.official:
        assert instrument.scoring.notice


@pytest.mark.parametrize("key", KEYS)
def test_three_codes_stay_three(key: str) -> None:
    for scale in load(key).scales:
        assert set(scale.missing) == set(Missing)


@pytest.mark.parametrize(("key", "items"), SURVEYS.items())
def test_the_elements_of_a_survey(key: str, items: str) -> None:
    instrument = load(key)
    scored = [item.key for section in instrument.sections if section.scored for item in section.items]
    assert scored == items.split()
    best: dict[str, Answer] = dict.fromkeys(items.split(), "4")
    assert str(score(instrument, [best]).index) == "100.00"
    assert score(instrument, [best]).grade == "A"
    assert not any(item.required for item in instrument.items.values())
    if key != "skm":
        assert instrument.scales[0].status is Status.RUMUSAN_KANTOR
        assert "tidak ditemukan" in instrument.scales[0].note


P2HAM2018 = load("p2ham2018")


def test_award_2018_holds_what_was_read_and_marks_the_rest() -> None:
    sections = {section.key: section for section in P2HAM2018.sections}
    read = ["kanim.a", "kanim.b", "kanim.c", "lapas.a"]
    assert [len(sections[key].items) for key in read] == [13, 1, 4, 11]
    for key, section in sections.items():
        assert section.complete is (key in read)
        assert (section.status is Status.RESMI) is (key in read)
        assert [column.value for column in section.columns] == ["no", "kriteria", "skala", "data_pendukung"]
    official = {item.key for item in P2HAM2018.items.values() if item.status is Status.RESMI}
    wbp = {"lapas.b.01", "lapas.b.02", "lapas.b.03"}
    assert official == {item.key for key in read for item in sections[key].items} | wbp
    assert P2HAM2018.items["lapas.b.03"].confidence is Confidence.DISIMPULKAN
    assert P2HAM2018.items["lapas.kepatuhan.01"].confidence is Confidence.RUMUSAN_KANTOR
    assert P2HAM2018.items["kanim.c.02"].label_source == "Proses penerbitan paspord baru"
    parts = {part.key: part for part in P2HAM2018.unit_parts}
    assert [part.complete for part in parts.values()] == [True, False, False, False, False]
    assert not P2HAM2018.complete


@pytest.mark.parametrize("kind", ["kanim", "lapas", "rutan", "bapas", "bhp", "lapas_narkotika"])
def test_every_kind_of_2018_can_be_verified_on_the_first_day(kind: str) -> None:
    assert covers(P2HAM2018, kind)
    scales = {section.scale for section in sections_for(P2HAM2018, kind)}
    assert scales == {"ada3", "ada2", "patuh3"}, "facilities, staff and compliance"
    assert len(items_for(P2HAM2018, kind)) >= 18


@pytest.mark.parametrize("kind", ["lpka", "rupbasan", "rudenim", "kanwil"])
def test_kinds_outside_2018_are_not_covered(kind: str) -> None:
    assert not covers(P2HAM2018, kind)
    assert items_for(P2HAM2018, kind) == ()
    assert covers(load("p2ham2022"), kind)


@pytest.mark.parametrize(("key", "criteria"), [("p2ham2022", 5), ("p2ham2023", 3)])
def test_awards_whose_indicators_are_not_known(key: str, criteria: int) -> None:
    instrument = load(key)
    official = [section for section in instrument.sections if section.status is Status.RESMI]
    assert len(official) == criteria
    assert not any(section.complete for section in instrument.sections)
    assert all(item.status is Status.RUMUSAN_KANTOR for item in instrument.items.values())
    assert all(scale.confidence is Confidence.TIDAK_DIKETAHUI for scale in instrument.scales)
    assert "pencanangan" in instrument.stages


def test_a_prison_is_asked_more_in_2023() -> None:
    instrument = load("p2ham2023")
    prison, office = items_for(instrument, "lpka"), items_for(instrument, "kanim")
    assert {item.key for item in prison} - {item.key for item in office} == {
        f"k2.pas.0{number}" for number in range(1, 5)
    }


@pytest.mark.parametrize("key", ["p2ham2018", "p2ham2022", "p2ham2023"])
def test_facilities_ask_for_three_photos_as_practised(key: str) -> None:
    for section in load(key).sections:
        for item in section.items:
            if section.scale == "ada3":
                (proof,) = item.evidence
                assert (proof.kind, proof.least, proof.answers) == (EvidenceKind.FOTO, 3, ("ada", "proses"))
                assert proof.confidence is Confidence.PRAKTIK
                assert proof.source == "foto3"
            elif section.scored:
                assert item.evidence


LITIGASI, NONLITIGASI = load("monev_litigasi"), load("monev_nonlitigasi")


@pytest.mark.parametrize("instrument", [LITIGASI, NONLITIGASI], ids=lambda instrument: instrument.key)
def test_an_interview_begins_with_consent_and_can_end_there(instrument: Instrument) -> None:
    assert instrument.sections[0].key == "persetujuan"
    assert "menolak" in instrument.sections[0].intro
    route = Route(instrument)
    refused: dict[str, Answer] = {"CON01": "ya", "CON02": "ya", "CON03": "tidak"}
    assert route.stopped_at(refused) == "CON03"
    asked = [question.key for question in route.asked(refused)]
    assert asked == ["CON01", "CON02", "CON03", "PEN03", "PEN04", "PEN05"]
    assert route.progress(refused).is_complete
    no_leave = refused | {"CON03": "ya", "CON04": "ya", "CON05": "belum_ada"}
    assert route.stopped_at(no_leave) == "CON05"


@pytest.mark.parametrize(
    "answers", [{"CON04": "ya"}, {"CON07": "ya"}, {"IDN06": "anak_binaan"}, {"IDN04": "di_bawah_18"}]
)
def test_a_child_is_seen_by_any_sign(answers: dict[str, Answer]) -> None:
    assert Route(LITIGASI).is_child(answers)
    assert not Route(LITIGASI).is_child({"CON04": "tidak", "CON07": "tidak", "IDN04": "18_25"})


def test_skips_checks_and_red_flags_of_the_interview() -> None:
    route = Route(LITIGASI)
    answers: dict[str, Answer] = {"CON03": "ya", "KAS05": ("persidangan",), "INT01": "ya", "INT05": "tidak"}
    asked = {question.key for question in route.asked(answers)}
    assert "LPR03" not in asked
    assert "INT02" in asked
    assert [item.key for item in route.red_flags(answers)] == ["INT01", "INT05"]
    assert all(item.red_flag for item in LITIGASI.items.values() if item.red_flag_if)
    contradiction: dict[str, Answer] = {"CON04": "tidak", "IDN04": "di_bawah_18"}
    assert [check.key for check in route.broken_checks(contradiction)] == ["umur_kelompok"]


@pytest.mark.parametrize("instrument", [LITIGASI, NONLITIGASI], ids=lambda instrument: instrument.key)
def test_the_interview_never_looks_official(instrument: Instrument) -> None:
    assert instrument.status is Status.RUMUSAN_KANTOR
    assert all(item.status is Status.RUMUSAN_KANTOR for item in instrument.items.values())
    assert "bukan Indeks Kinerja PBH resmi" in instrument.scoring.notice
    assert not instrument.scoring.bands_on
    dimensions = [section.dimension for section in instrument.sections if section.scored]
    assert dimensions == ["prosedural", "informasi", "interpersonal"]
    assert instrument.scoring.least_respondents == 3


def test_choices_use_the_words_of_the_office() -> None:
    def codes(instrument: Instrument, key: str) -> set[str]:
        return {option.code for option in instrument.items[key].choices}

    assert codes(LITIGASI, "IDN06") == set(PersonStatus.codes())
    assert codes(LITIGASI, "IDN09") == set(TraceResult.codes())
    assert codes(LITIGASI, "KAS02") | codes(NONLITIGASI, "KEG02") == set(ServiceKind.codes())


@pytest.mark.parametrize("kind", list(ServiceKind))
def test_every_kind_of_service_has_its_file_checklist(kind: ServiceKind) -> None:
    instrument = load(kind.checklist)
    section = instrument.sections[0]
    assert len(section.items) == CHECKLISTS[kind.value]
    assert [tick.label for tick in section.ticks] == ["OBH", "KANWIL", "BPHN"]
    assert [option.code for option in instrument.scales[0].options] == ["ada", "tidak_ada", "belum_diperiksa"]
    first = section.items[0].key
    result = score(instrument, [{f"{first}:obh": "ada", f"{first}:kanwil": "tidak_ada"}])
    assert result.index is None
    assert {element.key: element.n for element in result.elements[:3]} == {
        f"{first}:obh": 1, f"{first}:kanwil": 1, f"{first}:bphn": 0,
    }  # fmt: skip


def test_the_fourteen_components() -> None:
    instrument = load("standar_pelayanan")
    scored = [item for section in instrument.sections if section.scored for item in section.items]
    assert len(scored) == 14
    assert sum(item.confidence is Confidence.INGATAN for item in scored) == 4
    answers: dict[str, Answer] = {item.key: "terpenuhi" for item in scored[:7]}
    answers |= {item.key: "sebagian" for item in scored[7:]}
    assert str(score(instrument, [answers]).index) == "50.00"


def test_personal_items_are_marked() -> None:
    assert LITIGASI.items["IDN01"].personal == "nama"
    assert LITIGASI.items["IDN02"].mask
    assert LITIGASI.items["KAS03"].personal == "pidana"
    assert LITIGASI.items["IDN02"].type is ItemType.DIGIT


def test_the_example_in_the_help_is_a_good_definition() -> None:
    page = (FOLDER.parent / "help" / "instrumen.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    instrument = parse_instrument(tomllib.loads(example), file="instrumen.md")
    assert instrument.items["ANTRE"].prompt("bangka") != instrument.items["ANTRE"].label
    assert instrument.items["ANTRE"].prompt("jawa") == "Waktu antre"
    for words in (ItemType, RuleName, Confidence):
        for word in words:
            assert f"`{word.value}`" in page, word


@pytest.mark.parametrize("key", KEYS)
def test_no_option_is_mistaken_for_one_of_the_three_codes(key: str) -> None:
    instrument = load(key)
    for item in instrument.items.values():
        admitted = {code.value for code in instrument.missing(item)}
        assert not admitted.intersection(option.code for option in instrument.options(item)), item.key


RESMI, OURS = Status.RESMI, Status.RUMUSAN_KANTOR
CONVERTED, DIMENSIONS = RuleName.RATA_RATA_DARI_RATA_RATA, RuleName.RATA_RATA_DIMENSI
_COUNTED = ((OURS, RuleName.HITUNG), "Hitungan", ("ada3", "ada2", "patuh3"))
_OFFICE = ((OURS, CONVERTED), "Angka internal kantor; angka resmi ada pada")
_INTERVIEW = ((OURS, DIMENSIONS), "Nilai internal Kanwil, bukan Indeks", ("puas4",))
_STANDARD = (RuleName.BAGIAN, "Bagian yang terpenuhi adalah angka internal kantor")
MARKS: dict[str, tuple[int, tuple[Status, RuleName], str, tuple[str, ...]]] = {
    # scored questions; status of the whole and rule; what a score says of itself; scales of the questions
    "p2ham2018": (122, *_COUNTED),
    "p2ham2022": (22, *_COUNTED),
    "p2ham2023": (19, (OURS, RuleName.HITUNG), "Hitungan", ("ada3", "ada2")),
    "monev_litigasi": (20, *_INTERVIEW),
    "monev_nonlitigasi": (13, *_INTERVIEW),
    "skm": (9, (RESMI, RuleName.SKM_14_2017), "Bobot tiap unsur tepat 1/9", ("mutu4",)),
    "ikm2021": (7, *_OFFICE, ("mutu4",)),
    "ipk2021": (5, *_OFFICE, ("setuju4",)),
    "spkp": (8, *_OFFICE, ("mutu4",)),
    "spak": (5, *_OFFICE, ("setuju4",)),
    "standar_pelayanan": (14, (RESMI, _STANDARD[0]), _STANDARD[1], ("penuh3",)),
    "sop_kunjungan": (11, (OURS, _STANDARD[0]), _STANDARD[1], ("penuh3",)),
    "sop_pengaduan": (11, (OURS, _STANDARD[0]), _STANDARD[1], ("penuh3",)),
    "evaluasi_acara": (5, (OURS, _STANDARD[0]), "Bagian yang tahu", ("tahu3",)),
    "monev_posbankum": (10, (OURS, _STANDARD[0]), _STANDARD[1], ("ada3",)),
} | {
    f"berkas_{name}": (number, (OURS, RuleName.HITUNG), "Hitungan saja", ("ada3",))
    for name, number in CHECKLISTS.items()
}


@pytest.mark.parametrize("key", KEYS)
def test_the_marks_of_every_instrument_in_one_table(key: str) -> None:
    instrument = load(key)
    scored = [item for section in instrument.sections if section.scored for item in section.items]
    number, (status, rule), notice, scales = MARKS[key]
    assert len(scored) == number
    assert (instrument.status, instrument.scoring.rule) == (status, rule)
    assert instrument.scoring.notice.startswith(notice)
    assert tuple(dict.fromkeys(item.scale for item in scored)) == scales
    assert {scale.key for scale in instrument.scales} >= set(scales)
    for scale in instrument.scales:  # the office's own scale never passes for the rule's
        read = scale.confidence in (Confidence.TERBACA, Confidence.DISIMPULKAN)
        assert scale.status is OURS or read, scale.key
