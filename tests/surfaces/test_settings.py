"""Flags before the environment before a file; what is wrong is told by name."""

from pathlib import Path

import pytest

from sidelight.errors import SettingsError
from sidelight.surfaces.settings import gather_settings


def test_flags_win_over_the_environment_and_that_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('loaded_threshold = 0.4\nworkers = 3\ncontact = "desk@courier.example"')
    settings = gather_settings(
        ["loaded_threshold=0.9"], {"SIDELIGHT_LOADED_THRESHOLD": "0.8", "SIDELIGHT_WORKERS": "2"}, str(file)
    )
    assert (settings.loaded_threshold, settings.workers, settings.contact) == (0.9, 2, "desk@courier.example")


def test_a_list_is_given_with_commas() -> None:
    assert gather_settings(["private_hosts=one.lan, two.lan"], {}).private_hosts == ("one.lan", "two.lan")


@pytest.mark.parametrize(
    ("flags", "environ", "says"),
    [
        (["loaded_treshold=0.5"], {}, "there is no setting 'loaded_treshold'"),
        (["loaded_threshold=1.5"], {}, "between 0.0 and 1.0"),
        (["workers=many"], {}, "wants a number (int)"),
        (["workers"], {}, "NAME=VALUE"),
        ([], {"SIDELIGHT_WORKERS": "-1"}, "environment: setting workers"),
        ([], {"SIDELIGHT_CONFIG": "/nowhere/s.toml"}, "/nowhere/s.toml: cannot be read"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(flags: list[str], environ: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        gather_settings(flags, {"XDG_CONFIG_HOME": "/nowhere"} | environ)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
