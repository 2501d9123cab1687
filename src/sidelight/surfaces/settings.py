"""Where settings come from: flags, then `SIDELIGHT_…` variables, then a TOML file."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from sidelight.config import Settings, settings_from
from sidelight.errors import SettingsError

PREFIX = "SIDELIGHT_"

NO_SETTINGS = ("SIDELIGHT_CONFIG", "SIDELIGHT_DESK", "SIDELIGHT_SHARED", "SIDELIGHT_TEST")
"""Beginnings of variables that are no settings: the file of settings, the desk, and what tests and benchmarks are told."""


def default_file(environ: Mapping[str, str]) -> Path:
    """The user's settings file, which need not exist: `$XDG_CONFIG_HOME/sidelight/settings.toml`."""
    home = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".config")
    return Path(home) / "sidelight" / "settings.toml"


def gather_settings(flags: Sequence[str], environ: Mapping[str, str], file: str | None = None) -> Settings:
    """The settings of a run. `flags` are `name=value`; `SIDELIGHT_CONFIG` or `file` names the TOML file.

    Raises:
        SettingsError: a file that is named but cannot be read, an unknown name, a value outside its range.
    """
    named = file or environ.get(PREFIX + "CONFIG")
    path = Path(named) if named else default_file(environ)
    settings = Settings()
    if named or path.is_file():
        settings = settings_from(_toml(path), settings, where=str(path))
    variables = {
        k[len(PREFIX) :].lower(): v for k, v in environ.items() if k.startswith(PREFIX) and not k.startswith(NO_SETTINGS)
    }
    settings = settings_from(variables, settings, where="environment")
    pairs = [flag.partition("=") for flag in flags]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise SettingsError(f"{wrong[0]!r} wants the form NAME=VALUE", where="--set")
    return settings_from({name.strip(): value for name, _, value in pairs}, settings, where="--set")


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot be read ({error.strerror})", where=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"is no TOML file ({error})", where=str(path)) from None
