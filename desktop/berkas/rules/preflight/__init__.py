"""Periksa kelengkapan: what is still wrong with a dossier before it is printed.

Works on plain values and says what it could not check. Pure: no files, no database, no today.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from berkas.rules.preflight.facts import (
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
    place_of,
)
from berkas.rules.preflight.faults import BLOCKING, SEVERITIES, Fault, FaultList
from berkas.rules.preflight.papers import check_papers
from berkas.rules.preflight.proofs import check_criteria
from berkas.rules.vocabulary import FaultSeverity

__all__ = [
    "SEVERITIES",
    "CriterionFacts",
    "DossierFacts",
    "EarlierUse",
    "Fault",
    "LetterFacts",
    "NearPair",
    "OpenMatter",
    "Preflight",
    "PreflightRules",
    "ProofFacts",
    "SignerFacts",
    "criteria_facts",
    "place_of",
    "preflight",
]


@dataclass(frozen=True, slots=True)
class Preflight:
    """The result: faults, the heaviest first, and sentences on what could not be checked."""

    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of printing; warnings do not."""
        return not any(fault.severity is BLOCKING for fault in self.faults)

    def as_json(self) -> dict[str, Any]:
        """The shape of ``berkas preflight --json``."""
        return {
            "ready": self.is_ready,
            "faults": [
                {
                    "code": fault.code,
                    "severity": fault.severity.value,
                    "place": fault.place,
                    "message": fault.message,
                }
                for fault in self.faults
            ],
            "unchecked": list(self.unchecked),
        }


def preflight(facts: DossierFacts, rules: PreflightRules | None = None) -> Preflight:
    """Look a dossier through. Faults of equal weight keep the order of the dossier."""
    used = rules if rules is not None else PreflightRules()
    found = FaultList(used)
    check_criteria(facts, used, found)
    check_papers(facts, found)
    order = list(FaultSeverity)
    faults = sorted(found.faults, key=lambda fault: order.index(fault.severity))
    return Preflight(tuple(faults), _unchecked(facts))


def _unchecked(facts: DossierFacts) -> tuple[str, ...]:
    proofs = [proof for criterion in facts.criteria for proof in criterion.proofs]
    photos = [proof for proof in proofs if proof.is_photo and proof.readable is not False]
    unopened = sum(proof.readable is None for proof in proofs)
    unseen = sum(proof.blank is None or proof.blurred is None for proof in photos)
    unsized = sum(proof.width is None or proof.height is None for proof in photos)
    must_show = sum(bool(need.must_show) for criterion in facts.criteria for need in criterion.due)
    lines = [
        (unopened, f"{unopened} bukti belum dicoba dibuka."),
        (unseen, f"{unseen} foto belum diperiksa ketajamannya."),
        (unsized, f"{unsized} foto belum diketahui ukurannya."),
        (must_show, f"{must_show} kriteria meminta isi tertentu pada bukti; isinya diperiksa dengan mata."),
        (facts.earlier_uses is None, "Pemakaian foto pada unit dan tahun lain belum dibandingkan."),
        (facts.near_pairs is None, "Kemiripan foto belum dibandingkan."),
        (facts.findings is None, "Temuan yang belum ditutup tidak diperiksa."),
        (facts.complaints is None, "Pengaduan unit tidak diperiksa."),
        (facts.statement_signed is None, "Surat pernyataan keabsahan tidak diperiksa."),
        (facts.ombudsman is None, "Laporan Ombudsman tentang unit tidak diperiksa."),
        (True, "Kebenaran isi bukti tidak dapat diperiksa oleh program."),
    ]
    return tuple(line for applies, line in lines if applies)
