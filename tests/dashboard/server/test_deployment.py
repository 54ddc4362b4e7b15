"""The files that deploy SeaBrief are what the tools that read them expect."""

import json
import re
from importlib.resources import files
from urllib.parse import urlsplit

import jsonschema
import kubernetes_validate
import pytest
import yaml

from dashboard import installation
from dashboard.installation import ROOT
from dashboard.rooms.stores import ROOMS_VARIABLE, create_store
from dashboard.rooms.valkey import ValkeyStore

DEPLOY = ROOT / "deploy"
DOCUMENTS = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["kind"])
def test_the_manifest_follows_the_schemas_of_kubernetes(document: dict) -> None:
    kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


def test_the_compose_file_follows_the_schema_of_compose() -> None:
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(COMPOSE, json.loads(schema.read_text(encoding="utf-8")))


def test_every_container_can_write_nothing_but_temporary_files_and_has_no_rights() -> None:
    for service in COMPOSE["services"].values():
        assert (service["read_only"], service["tmpfs"], service["cap_drop"]) == (True, ["/tmp"], ["ALL"])  # noqa: S108 - in a container
    deployments = [document for document in DOCUMENTS if document["kind"] == "Deployment"]
    assert len(deployments) == 2
    for deployment in deployments:
        [container] = deployment["spec"]["template"]["spec"]["containers"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_servers_side_by_side_share_their_rooms() -> None:
    [container] = DOCUMENTS[0]["spec"]["template"]["spec"]["containers"]
    [named] = container["env"]
    services = {document["metadata"]["name"] for document in DOCUMENTS if document["kind"] == "Service"}
    for value, names in (
        (named["value"], services),
        (COMPOSE["services"]["seabrief"]["environment"]["SEABRIEF_ROOMS"], COMPOSE["services"]),
    ):
        assert isinstance(create_store({ROOMS_VARIABLE: value}), ValkeyStore)
        assert urlsplit(value).hostname in names


def test_health_is_asked_where_the_server_tells_it() -> None:
    [container] = DOCUMENTS[0]["spec"]["template"]["spec"]["containers"]
    asked = [container[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe")]
    assert asked == ["/healthz", "/healthz"]
    assert "http://localhost:8501/healthz" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_packages_of_the_image_are_those_of_the_lock_each_with_checksums() -> None:
    locked = re.findall(r"^[a-z].*?(?= ;|$)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    image = (ROOT / "requirements-image.txt").read_text("utf-8")
    named = re.findall(r"^([a-z].*?)(?: ;.*)? \\\n    --hash=sha256:[0-9a-f]{64}", image, re.MULTILINE)
    assert named == locked


def test_an_installed_application_starts_as_a_checkout_does() -> None:
    script = (ROOT / "streamlit_app.py").read_text(encoding="utf-8")
    assert script.partition('"""\n\n')[2] == installation._LAUNCHER  # noqa: SLF001 - the text that is written
