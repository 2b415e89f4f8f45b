"""Which of many copies are kept: 12 half-hourly, 14 daily, 8 weekly, 12 monthly.

Kept is the newest copy of each of the last 12 half hours that have one, of the last 14 days that have one,
of the last 8 weeks and of the last 12 months that have one. Empty periods do not count, so that an office
that was closed loses nothing. What seems to come from the future (a clock that jumped) is always kept and
takes nobody's place. Copies made before something that cannot be taken back easily are kept for 30 days
besides, the newest 30 of them. Pure; standard library only; never asks for today.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import datetime, timedelta

HALF_HOURLY, DAILY, WEEKLY, MONTHLY = 12, 14, 8, 12
SAFETY_DAYS = 30
MOST_SAFETY = 30
_HALF_HOUR = 1800


def kept(moments: Iterable[datetime], now: datetime, safety: Collection[datetime] = ()) -> set[datetime]:
    """The moments that stay.

    `moments` and `now` carry a time zone; days, weeks and months are those of the zone they carry.
    `safety` are those among the moments that were taken before an import, a bulk change, an upgrade, a
    restore or a new passphrase.
    """
    known = sorted(set(moments), reverse=True)
    past = [moment for moment in known if moment <= now]
    stays = {moment for moment in known if moment > now}
    stays |= _newest_of_each(past, HALF_HOURLY, lambda moment: int(moment.timestamp()) // _HALF_HOUR)
    stays |= _newest_of_each(past, DAILY, lambda moment: moment.date())
    stays |= _newest_of_each(past, WEEKLY, lambda moment: moment.isocalendar()[:2])
    stays |= _newest_of_each(past, MONTHLY, lambda moment: (moment.year, moment.month))
    young = [moment for moment in past if moment in safety and now - moment <= timedelta(days=SAFETY_DAYS)]
    return stays | set(young[:MOST_SAFETY])


def _newest_of_each(
    newest_first: list[datetime], most: int, period: Callable[[datetime], Hashable]
) -> set[datetime]:
    chosen: dict[Hashable, datetime] = {}
    for moment in newest_first:
        if period(moment) not in chosen:
            if len(chosen) == most:
                break
            chosen[period(moment)] = moment
    return set(chosen.values())
