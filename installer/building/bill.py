"""The bill of materials: everything inside, with version, licence and SHA-256 sum, in CycloneDX's own format.

Uses `cyclonedx-python-lib` of the locked list; imports nothing of the program.
"""

# The classes of the library are wrapped by a decorator that hides their types.
# pyright: reportCallIssue=false, reportAttributeAccessIssue=false, reportArgumentType=false

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from installer.building.libraries import Library
from installer.building.project import Project
from installer.building.runtime import Runtime

if TYPE_CHECKING:
    from cyclonedx.model.component import Component

INSIDE = "sbom.cdx.json"
"""Its name in an installed folder."""


def of_program(project: Project, libraries: Sequence[Library], runtime: Runtime | None) -> str:
    """The bill of one build as JSON; `runtime` where CPython goes along. The same build, the same text."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    whole = Component(
        name="Berkas",
        version=project.version,
        type=ComponentType.APPLICATION,
        bom_ref=f"berkas@{project.version}",
        licenses=[_free("MIT")],
    )
    bom = Bom()
    bom.metadata.component = whole
    bom.metadata.timestamp = datetime.fromtimestamp(project.epoch, UTC)
    parts = [_library(each) for each in libraries]
    if runtime is not None:
        parts += _runtime(runtime)
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(whole, parts)
    named = "\n".join(sorted(f"{part.name} {part.version}" for part in parts))
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, f"berkas {project.version} {project.epoch}\n{named}")
    return _settled(JsonV1Dot6(bom).output_as_string(indent=1))


def _settled(text: str) -> str:
    """The same document with its lists in an order that does not depend on chance."""
    tree: dict[str, Any] = json.loads(text)
    tree["components"].sort(key=lambda each: each["name"].casefold())
    tree["dependencies"].sort(key=lambda each: each["ref"])
    for each in tree["dependencies"]:
        each.get("dependsOn", []).sort()
    return json.dumps(tree, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _free(words: str) -> Any:  # noqa: ANN401  a class of a library that is imported late
    from cyclonedx.contrib.license.factories import LicenseFactory

    return LicenseFactory().make_from_string(words)


def _library(library: Library) -> "Component":
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component, ComponentType
    from packageurl import PackageURL

    address = PackageURL("pypi", None, library.name.replace("_", "-").lower(), library.version)
    return Component(
        name=library.name,
        version=library.version,
        type=ComponentType.LIBRARY,
        bom_ref=str(address),
        purl=address,
        licenses=[_free(library.licence)] if library.licence else (),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=library.sha256)],
        description=library.file,
    )


def _runtime(runtime: Runtime) -> list["Component"]:
    from cyclonedx.model.component import Component, ComponentType

    return [
        Component(
            name="CPython",
            version=runtime.cpython,
            type=ComponentType.PLATFORM,
            bom_ref=f"cpython@{runtime.cpython}",
            licenses=[_free("PSF-2.0")],
            description=f"Pustaka baku dari Debian {runtime.library_version}",
        ),
        Component(
            name="Microsoft Visual C++ Runtime",
            version="14",
            type=ComponentType.LIBRARY,
            bom_ref="msvc-runtime@14",
            licenses=[_free("LicenseRef-Microsoft-Distributable")],
        ),
    ]
