import pytest

from dashboard.errors import SettingError
from dashboard.server.headers import write_policy
from dashboard.server.settings import ServerSettings


def test_without_settings_all_hosts_are_answered_and_every_page_may_embed() -> None:
    assert ServerSettings.from_environment({}) == ServerSettings(("*",), "")
    assert "frame-ancestors" not in write_policy("")


def test_where_viewers_sign_in_no_other_page_embeds_unless_it_is_named() -> None:
    asked = {"SEABRIEF_SIGN_IN": "1"}
    assert ServerSettings.from_environment(asked).frame_ancestors == "'self'"
    named = asked | {"SEABRIEF_FRAME_ANCESTORS": "https://www.example.org"}
    assert ServerSettings.from_environment(named).frame_ancestors == "https://www.example.org"


def test_our_own_pages_may_always_frame_each_other() -> None:
    assert write_policy("'none'").endswith("frame-ancestors 'self'")
    assert write_policy("https://www.example.org").endswith("frame-ancestors 'self' https://www.example.org")


def test_an_operator_names_hosts_and_pages() -> None:
    settings = ServerSettings.from_environment(
        {
            "SEABRIEF_HOSTS": "maps.example.org, *.example.com,127.0.0.1,[::1]",
            "SEABRIEF_FRAME_ANCESTORS": "'self' https://www.example.org https://*.example.com:8443",
        }
    )
    assert settings.hosts == ("maps.example.org", "*.example.com", "127.0.0.1", "[::1]")
    assert write_policy(settings.frame_ancestors).endswith(
        "frame-ancestors 'self' https://www.example.org https://*.example.com:8443"
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SEABRIEF_HOSTS", "https://maps.example.org"),
        ("SEABRIEF_HOSTS", "a,,b"),
        ("SEABRIEF_FRAME_ANCESTORS", "https://a.example; script-src *"),
        ("SEABRIEF_FRAME_ANCESTORS", "javascript:"),
        ("SEABRIEF_FRAME_ANCESTORS", "https://a.example/path"),
    ],
)
def test_what_is_no_host_or_origin_is_refused_by_its_name(variable: str, value: str) -> None:
    with pytest.raises(SettingError, match=variable):
        ServerSettings.from_environment({variable: value})


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = dict(part.split(" ", 1) for part in write_policy("'self'").split("; "))
    assert policy["connect-src"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert not any("http" in part or "*" in part for part in policy.values())
