"""The commands on packs: verify, new, schema, overlay, sources, layers."""

import argparse
import json
import os
from pathlib import Path

from dashboard.cli.options import DONE, FAILED, add_names
from dashboard.i18n.translator import tell, translate
from dashboard.packs import PACK, open_pack_path, read_told_pack
from dashboard.wording.provenance import describe_completeness, describe_ranks, write_table
from geodata.errors import mark_changes
from geodata.names import OWN_FIELDS, Policy
from geodata.packs.attribution import gather_sources
from geodata.packs.authoring import write_schemas, write_template
from geodata.packs.citations import write_bibtex, write_csl_json
from geodata.packs.gazetteer import Gazetteer, format_layer_name, read_gazetteer
from geodata.packs.overlays import read_overlay, write_skeletons
from geodata.packs.pack import Pack, find_text, read_pack
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.records.layers import Layer
from geodata.text.documents import read_document


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `seabrief verify`, `sources`, `new`, `schema`, `overlay` and `layers`."""
    verify = commands.add_parser(
        "verify", help=translate("check a pack, and its quotes against the text of the brief")
    )
    verify.add_argument(
        "pack", nargs="?", type=Path, default=PACK, help=translate("folder or zip file of the pack")
    )
    verify.add_argument(
        "--text",
        type=Path,
        metavar="FILE",
        help=translate("full text of the brief (text, Markdown, PDF)"),
    )
    verify.add_argument("--json", action="store_true", help=translate("print one JSON document"))
    verify.set_defaults(act=_verify)
    sources = commands.add_parser("sources", help=translate("cite the brief and all sources of a pack"))
    sources.add_argument("pack", nargs="?", type=Path, default=PACK, help=translate("folder of the pack"))
    sources.add_argument(
        "--format", choices=tuple(CITATION_FORMATS), default="table", help=translate("table by default")
    )
    sources.set_defaults(act=_cite)
    new = commands.add_parser(
        "new", help=translate("start a pack: a commented example that runs, to be written over")
    )
    new.add_argument("folder", type=Path, metavar="DIR", help=translate("new or empty folder"))
    new.set_defaults(act=_start)
    schema = commands.add_parser(
        "schema", help=translate("write the JSON Schemas of a pack's files, for editors")
    )
    schema.add_argument("folder", type=Path, metavar="DIR", help=translate("folder to write them into"))
    schema.set_defaults(act=_describe)
    overlay = commands.add_parser(
        "overlay", help=translate("write the files in which a pack is translated, or bring them up to date")
    )
    overlay.add_argument("pack", type=Path, help=translate("folder of the pack"))
    overlay.add_argument("language", choices=tuple(OWN_FIELDS), help=translate("tag of the language"))
    overlay.set_defaults(act=_write_overlay)
    layers = commands.add_parser("layers", help=translate("list the layers of the pack"))
    layers.add_argument("--json", action="store_true", help=translate("print one JSON document"))
    add_names(layers)
    layers.set_defaults(act=_list_layers)


def _start(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    for path in write_template(folder):
        print(path)
    print(
        translate(
            "Look at it with `seabrief run --pack {folder}`, check it with `seabrief verify {folder}`.",
            folder=folder,
        )
    )
    return DONE


def _describe(options: argparse.Namespace) -> int:
    for path in write_schemas(options.folder):
        print(path)
    return DONE


def _write_overlay(options: argparse.Namespace) -> int:
    pack = read_pack(options.pack)
    overlay = read_overlay(pack, options.language)
    for path in write_skeletons(pack, overlay):
        print(path)
    return DONE


CITATION_FORMATS = {"table": write_table, "bibtex": write_bibtex, "csl-json": write_csl_json}
"""Name of a format -> what writes it."""


def _verify(options: argparse.Namespace) -> int:
    with open_pack_path(options.pack) as folder:
        return _verify_folder(folder, options)


def _verify_folder(folder: Path, options: argparse.Namespace) -> int:
    pack = read_pack(folder)
    ours = folder.resolve() == PACK
    path = find_text(folder, options.text or (os.environ.get("SEABRIEF_TEXT") if ours else None))
    report = verify_pack(pack, text=read_document(path) if path else None)
    if options.json:
        print(report.model_dump_json(indent=2))
    else:
        _print_report(report)
    return DONE if report.ok else FAILED


def _print_report(report: VerificationReport) -> None:
    counts = report.counts
    print(
        translate(
            "{pack}: {passages} passages, {layers} layers, {features} features, "
            "{sources} sources, {quoted_words} quoted words",
            pack=report.pack,
            passages=counts.passages,
            layers=counts.layers,
            features=counts.features,
            sources=counts.sources,
            quoted_words=counts.quoted_words,
        )
    )
    print(describe_ranks(counts.ranks))
    if not report.text_read:
        print(translate("The full text was not supplied (--text FILE): quotes are not anchored."))
    unchecked = sum(term.outcome == "unchecked" for term in report.terms)
    print(
        translate(
            "{count} of {count_2} terms checked, {unchecked} unchecked",
            count=len(report.terms) - unchecked,
            count_2=len(report.terms),
            unchecked=unchecked,
        )
    )
    if report.claims:
        open_claims = sum(claim.outcome == "unchecked" for claim in report.claims)
        told = len(report.claims)
        print(
            translate(
                "{checked} of {count} quotations for claims checked, {unchecked} unchecked",
                checked=told - open_claims,
                count=told,
                unchecked=open_claims,
            )
        )
    for finding in report.findings:
        print(f"{finding.severity}: {tell(finding.entry)}: {tell(finding.message)}")
        if finding.changes:
            print(
                translate(
                    "    nearest: {changes}   ([-the quote-], {{+the text+}})",
                    changes=mark_changes(finding.changes),
                )
            )
    print("\n".join(describe_completeness(report.coverage)))
    print("ok" if report.ok else "failed")


def _cite(options: argparse.Namespace) -> int:
    pack = read_told_pack(options.pack)
    print(CITATION_FORMATS[options.format](pack, gather_sources(pack).values()), end="")
    return DONE


def _list_layers(options: argparse.Namespace) -> int:
    pack = read_told_pack()
    gazetteer = read_gazetteer(pack)
    called = [_rename_layer(pack, layer, options.names, gazetteer) for layer in pack.layers]
    if options.json:
        print(json.dumps([layer.model_dump(mode="json") for layer in called], ensure_ascii=False, indent=2))
        return DONE
    for layer in called:
        links = ", ".join(f"{link.passage} {link.kind}" for link in layer.links)
        print(f"{layer.id:26} {layer.status:9} {layer.title} [{links}]")
    return DONE


def _rename_layer(pack: Pack, layer: Layer, names: Policy, gazetteer: Gazetteer) -> Layer:
    """Return a layer with its title and our sentences by a naming policy."""
    told = {
        "title": format_layer_name(pack, layer, names, gazetteer=gazetteer),
        "description": gazetteer.rewrite(layer.description, names),
        "caveat": gazetteer.rewrite(layer.caveat, names),
    }
    return layer.model_copy(update=told)
