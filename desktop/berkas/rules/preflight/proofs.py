"""Faults of criteria and their proofs: counts, pictures, dates, the same thing used twice.

Imports only the other rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from berkas.rules.dates import show_short
from berkas.rules.instruments import Evidence
from berkas.rules.preflight.facts import CriterionFacts, DossierFacts, PreflightRules, ProofFacts
from berkas.rules.preflight.faults import FaultList
from berkas.rules.vocabulary import EvidenceKind

_PAPERS = (EvidenceKind.DOKUMEN, EvidenceKind.PINDAIAN, EvidenceKind.LEMBAR_KERJA)


def check_criteria(facts: DossierFacts, rules: PreflightRules, found: FaultList) -> None:
    """Every criterion on its own, then what is used twice."""
    for criterion in facts.criteria:
        _check_answer(criterion, found)
        _check_counts(criterion, found)
        for proof in criterion.proofs:
            _check_picture(criterion, proof, rules, found)
            _check_date(criterion, proof, facts, found)
    _check_reuse(facts, found)
    _check_earlier(facts, found)
    _check_likeness(facts, found)


def _check_answer(criterion: CriterionFacts, found: FaultList) -> None:
    place = criterion.place

    def fault(code: str, message: str) -> None:
        found.add(code, "kriteria", criterion.key, place, f"{place}: {message}.")

    if criterion.is_answered:
        if criterion.proofs and criterion.requirements and not criterion.due:
            fault("bukti_tidak_diminta", "ada bukti, padahal jawabannya tidak memerlukan bukti")
        return
    if criterion.proofs:
        fault("bukti_tanpa_jawaban", f"ada {len(criterion.proofs)} bukti, tetapi kriteria belum dijawab")
    fault("kriteria_belum_dijawab", "kriteria belum dijawab")


def _check_counts(criterion: CriterionFacts, found: FaultList) -> None:
    readable = [proof for proof in criterion.proofs if proof.readable is not False]
    for need in criterion.due:
        have = len({proof.sha256 for proof in readable if _fits(need, proof)})
        if have >= need.least:
            continue
        word = need.kind.label.lower() if need.kind else "bukti"
        if not criterion.proofs:
            code, message = "jawaban_tanpa_bukti", "dijawab tanpa bukti"
        else:
            code, message = "bukti_kurang", f"baru {have} {word} yang berbeda"
        shows = f" yang memuat {need.must_show}" if need.must_show else ""
        sentence = f"{criterion.place}: {message}, perlu paling sedikit {need.least} {word}{shows}."
        found.add(code, "kriteria", criterion.key, criterion.place, sentence)


def _fits(need: Evidence, proof: ProofFacts) -> bool:
    if need.kind is None or proof.kind is need.kind:
        return True
    return need.kind is EvidenceKind.DOKUMEN and proof.kind in _PAPERS


def _check_picture(
    criterion: CriterionFacts, proof: ProofFacts, rules: PreflightRules, found: FaultList
) -> None:
    place = criterion.place

    def fault(code: str, message: str) -> None:
        found.add(code, "bukti", proof.key, place, f"{place}, “{proof.name}”: {message}.")

    if proof.readable is False:
        fault("berkas_tidak_terbaca", "berkas tidak dapat dibuka; ganti dengan berkas yang utuh")
        return
    if not proof.caption.strip():
        fault("keterangan_kosong", "keterangan belum diisi")
    if not proof.is_photo:
        return
    if proof.blank:
        fault("foto_kosong", "foto kosong atau satu warna")
    elif proof.blurred:
        fault("foto_buram", "foto buram; ambil ulang bila dapat")
    if proof.width is not None and proof.height is not None:
        short, long = sorted((proof.width, proof.height))
        if long < rules.least_width or short < rules.least_height:
            size, least = f"{proof.width} × {proof.height}", f"{rules.least_width} × {rules.least_height}"
            fault("foto_kecil", f"foto {size} piksel, paling kecil {least}")


def _check_date(criterion: CriterionFacts, proof: ProofFacts, facts: DossierFacts, found: FaultList) -> None:
    if not proof.is_photo:  # a decree may well be older than the period
        return
    place = criterion.place

    def fault(code: str, message: str) -> None:
        found.add(code, "bukti", proof.key, place, f"{place}, “{proof.name}”: {message}.")

    if proof.taken_on is None:
        fault("foto_tanpa_tanggal", "tanggal pengambilan tidak diketahui; isi dengan tangan")
        return
    limits = [_oldest(need, facts) for need in criterion.due if _fits(need, proof)]
    oldest = max(limits, default=facts.period_from)
    taken = _shown(proof.taken_on)
    if proof.taken_on < oldest:
        fault("foto_kedaluwarsa", f"diambil {taken}, paling lama {_shown(oldest)}")
    if facts.signed_on is not None and proof.taken_on > facts.signed_on:
        fault("foto_sesudah_pengesahan", f"diambil {taken}, sesudah pengesahan {_shown(facts.signed_on)}")
    elif proof.taken_on > facts.period_until:
        fault("foto_sesudah_periode", f"diambil {taken}, sesudah akhir periode {_shown(facts.period_until)}")


def _oldest(need: Evidence, facts: DossierFacts) -> str:
    if need.max_age_days is None:
        return facts.period_from
    return (date.fromisoformat(facts.period_until) - timedelta(days=need.max_age_days)).isoformat()


def _shown(day: str) -> str:
    return show_short(date.fromisoformat(day))


def _all_proofs(facts: DossierFacts) -> Iterator[tuple[CriterionFacts, ProofFacts]]:
    for criterion in facts.criteria:
        for proof in criterion.proofs:
            yield criterion, proof


def _check_reuse(facts: DossierFacts, found: FaultList) -> None:
    """The same bytes twice in this dossier: one fault for every use after the first."""
    first_use: dict[str, CriterionFacts] = {}
    for criterion, proof in _all_proofs(facts):
        earlier = first_use.get(proof.sha256)
        if earlier is None:
            first_use[proof.sha256] = criterion
            continue
        if earlier.key == criterion.key:
            code, message = "foto_ganda", "berkas yang sama ada dua kali pada kriteria ini, dihitung satu"
        elif proof.is_photo:
            code, message = "foto_sama_kriteria_lain", f"foto yang sama dipakai juga pada {earlier.place}"
        else:
            code, message = "dokumen_sama_kriteria_lain", f"dokumen yang sama ada juga pada {earlier.place}"
        found.add(code, "bukti", proof.key, criterion.place, f"{criterion.place}, “{proof.name}”: {message}.")


def _check_earlier(facts: DossierFacts, found: FaultList) -> None:
    used: dict[str, list[str]] = {}
    for use in facts.earlier_uses or ():
        used.setdefault(use.sha256, []).append(use.place)
    for criterion, proof in _all_proofs(facts):
        places = used.get(proof.sha256)
        if places and proof.is_photo:
            message = (
                f"{criterion.place}, “{proof.name}”: foto yang sama pernah dipakai pada {_listed(places)}."
            )
            found.add("bukti_pernah_dipakai", "bukti", proof.key, criterion.place, message)


def _listed(places: Iterable[str]) -> str:
    unique = list(dict.fromkeys(places))
    return ", ".join(unique[:3]) + (f", dan {len(unique) - 3} tempat lain" if len(unique) > 3 else "")


def _check_likeness(facts: DossierFacts, found: FaultList) -> None:
    by_key = {proof.key: (criterion, proof) for criterion, proof in _all_proofs(facts)}
    for pair in facts.near_pairs or ():
        if pair.first not in by_key:
            continue
        criterion, proof = by_key[pair.first]
        other = by_key.get(pair.second)
        if other is not None and other[1].sha256 == proof.sha256:
            continue  # said already: exactly the same
        where = f"“{other[1].name}” pada {other[0].place}" if other is not None else pair.place
        likeness = f"mirip {pair.percent} persen dengan {where}; pastikan bukan foto yang sama"
        message = f"{criterion.place}, “{proof.name}”: {likeness}."
        found.add("foto_mirip", "bukti", proof.key, criterion.place, message)
