"""The package as a file: a zip archive with the manifest, the words and the icons, the same bytes each time."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.refusal import CommandError
from bot.teams.package.manifest import COLOR_ICON, OUTLINE_ICON, Json, localization, localization_file, manifest, others
from bot.teams.package.wanted import Package
from locales import Translator

ICONS = Path(__file__).parents[1] / "icons"
# No clock, no owner and no system of the machine it was made on.
LONG_AGO, PLAIN_FILE, UNIX = (1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3


def archive(package: Package) -> bytes:
    """The package's bytes."""
    files = {
        "manifest.json": _text(manifest(package)),
        **{localization_file(other): _text(localization(other)) for other in others(package.language)},
        **{icon: (ICONS / icon).read_bytes() for icon in (COLOR_ICON, OUTLINE_ICON)},
    }
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        for name, content in files.items():
            told = ZipInfo(name, LONG_AGO)
            told.compress_type, told.external_attr, told.create_system = ZIP_DEFLATED, PLAIN_FILE, UNIX
            zipped.writestr(told, content)
    return out.getvalue()


def write(package: Package, path: Path, t: Translator) -> None:
    """Write the package. Raises CommandError when it cannot be written there."""
    try:
        path.write_bytes(archive(package))
    except OSError:
        raise CommandError(t("The file {file} cannot be written.", file=path)) from None


def _text(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
