"""How passwords and recovery codes are kept: Argon2id only, with a salt of their own. No Qt, no tables.

The parameters are the second recommended option of RFC 9106, section 4 (t = 3, 64 MiB, p = 4, salt 16
bytes, tag 32 bytes): one check takes about a tenth of a second on an office PC and 64 MiB while it lasts.
What was kept with other parameters is hashed anew when its owner signs in.
"""

from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from berkas.rules.passwords import normal

TIME_COST = 3
MEMORY_KIB = 64 * 1024
LANES = 4

_HASHER = PasswordHasher(
    time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=LANES, hash_len=32, salt_len=16, type=Type.ID
)


def hashed(secret: str) -> str:
    """The form that is kept: Argon2id in PHC form, about 97 characters."""
    return _HASHER.hash(normal(secret))


def matches(stored: str | None, secret: str) -> bool:
    """Whether this is the secret. Nothing kept, or something unreadable, takes as long and never matches."""
    try:
        return _HASHER.verify(stored or _nobody(), normal(secret)) and stored is not None
    except VerificationError:
        return False
    except InvalidHashError:
        return matches(None, secret)


def is_outdated(stored: str) -> bool:
    """Whether it was kept with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _nobody() -> str:
    """What an unknown name is compared with, so that it takes as long as a known one."""
    return _HASHER.hash("")
