"""Where the operator wants it, a page is shown to those who have signed in."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import FIRST_START_MS, PATIENCE_MS, ROOT, find_free_port, run_server

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "no secret, for a test"
client_id = "seabrief"
client_secret = "no secret either"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an identity provider that takes every name."""
    port = find_free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    log = tmp_path_factory.mktemp("provider") / "log"
    with run_server(command, ROOT, port, log, probe="/.well-known/openid-configuration") as served:
        yield served


@pytest.fixture(scope="module")
def guarded(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an application that wants viewers to sign in."""
    home = tmp_path_factory.mktemp("home")
    (home / ".streamlit").mkdir()
    port = find_free_port()
    secrets = SECRETS.format(port=port, provider=provider)
    (home / ".streamlit/secrets.toml").write_text(secrets, encoding="utf-8")
    command = [sys.executable, "-m", "dashboard.cli", "run", f"--port={port}", "--address=127.0.0.1"]
    environment = {"HOME": str(home), "SEABRIEF_SIGN_IN": "1"}
    with run_server(command, ROOT, port, Path(home / "log"), environment=environment) as served:
        yield served


def test_a_viewer_sees_the_page_of_the_link_after_signing_in(chromium: Browser, guarded: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{guarded}/explore")
        button = page.get_by_role("button", name="Sign in")
        expect(button).to_be_visible()
        expect(page.locator(".sb-page")).to_have_count(0)
        button.click()
        page.get_by_role("textbox").first.fill("viewer")
        page.get_by_role("button", name="Authorize").click()
        expect(page.locator(".sb-page").first).to_be_attached(timeout=FIRST_START_MS)
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="End session").click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
