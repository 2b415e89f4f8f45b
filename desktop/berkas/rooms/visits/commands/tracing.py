"""Draws who is to be traced from the case register, with a seed that the journal keeps."""

from sqlalchemy import func, select

from berkas.engine.access import Right, require
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.tracing import SAMPLE_DRAWN, Frame, place_of_unit, population
from berkas.rules.sampling import METHODS, Size, drawn
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Trace, Visit


def draw_sample(
    step: Step, visit_id: int, frame: Frame, size: Size, seed: str, *, place_id: int | None = None
) -> dict[int, int]:
    """Put the people drawn into the visit's list of names to trace; how many of each OBH.

    `size` is what the person saw. They are looked for at `place_id` (the office of a village for their
    certificates, that of a PBH for their files), else where each is held. Refused when the register has other
    numbers by now, or when the place is not one of this visit.
    """
    require(step.actor, Right.RECORD)
    visit = step.session.get(Visit, visit_id)
    if visit is None:
        raise Refused("Kegiatan ini sudah tidak ada.")
    found = population(step.session, visit_id, frame)
    if {key: len(people) for key, people in found.by_obh().items()} != size.groups:
        raise Refused(
            "Register perkara berubah sesudah sampel dihitung.", "Hitung lagi, lalu tarik sampelnya."
        )
    if not size.size:
        raise Refused(
            "Tidak ada yang dapat ditarik dari register perkara.", "Ubah OBH, tempat, atau masanya."
        )
    if place_id is not None and place_id not in dict(places_of_visit(step.session, visit_id)):
        raise Refused("Tempat itu tidak ada lagi pada kegiatan ini.", "Pilih tempatnya kembali.")
    places = place_of_unit(step.session, visit_id)
    last = step.session.execute(select(func.max(Trace.sort)).where(Trace.visit_id == visit_id)).scalar()
    sort = 0 if last is None else last + 1
    for obh_id, people in found.by_obh().items():
        by_id = {one.recipient_id: one for one in people}
        for recipient_id in drawn(seed, list(by_id), size.shares[obh_id]):
            one = by_id[recipient_id]
            step.insert(
                Trace,
                {
                    "visit_id": visit_id,
                    "recipient_id": recipient_id,
                    "obh_id": one.obh_id,
                    "case_id": one.case_id,
                    "place_id": place_id or (places.get(one.unit_id) if one.unit_id else None),
                    "is_sampled": True,
                    "sort": sort,
                },
            )
            sort += 1
    step.note(
        SAMPLE_DRAWN,
        Visit,
        visit_id,
        {
            "benih": seed,
            "cara": METHODS[size.method],
            "perhitungan": size.working,
            "populasi": size.population,
            "sampel": size.size,
            "masa": f"{frame.first.isoformat()}/{frame.last.isoformat()}",
        },
    )
    step.say(f"Sampel {size.size} dari {size.population} orang ditarik untuk {visit.code}")
    return dict(size.shares)
