"""A kind of record that keeps proofs: put there, described, taken away again, the same for every room.

Imports no Qt and no room.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from berkas.engine.evidence import Proof, describe, keep, put_under, take_away
from berkas.engine.records import refuse_hard, today_of
from berkas.rules.fields import Field, problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import EvidenceUse


@dataclass(frozen=True, slots=True)
class ProofPlace:
    """Where proofs lie: the column of their uses, the fields that describe one, the sentence for one that is
    no longer there, and what refuses when the record may not change any more.
    """

    owner: str
    fields: Sequence[Field]
    gone: str
    may_change: Callable[[Step, int], object]

    def add(
        self,
        step: Step,
        owner_id: int,
        proofs: Iterable[tuple[str | None, Proof]],
        **columns: Any,  # noqa: ANN401
    ) -> list[int]:
        """Keep prepared files under an item each (None: under the record itself); ids of their uses in order.

        A photo may show faces: a new one is not printed until somebody looked at it. `columns` are further
        columns of new proofs.
        """
        return [
            put_under(
                step,
                keep(step, proof, must_cover=proof.photo is not None, **columns),
                self.owner,
                owner_id,
                item,
            )
            for item, proof in proofs
        ]

    def describe(
        self, step: Step, use_id: int, values: Mapping[str, Any], *, version: int | None = None
    ) -> EvidenceUse:
        """Write what a proof shows, where and when it was taken, and whether something must be covered."""
        use = self._use(step, use_id)
        refuse_hard(problems(self.fields, values, today=today_of(step)))
        describe(step, use.evidence_id, dict(values), version=version)
        return use

    def remove(self, step: Step, use_id: int) -> None:
        """Take a proof away; used nowhere else, it goes to the trash."""
        self._use(step, use_id)
        take_away(step, use_id)

    def _use(self, step: Step, use_id: int) -> EvidenceUse:
        use = step.session.get(EvidenceUse, use_id)
        owner_id = getattr(use, self.owner, None)
        if use is None or owner_id is None:
            raise Refused(self.gone, "Muat ulang halaman.")
        self.may_change(step, owner_id)
        return use
