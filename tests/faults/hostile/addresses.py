"""Addresses that are large, deep, crossed or damaged."""

from urllib.parse import urlencode

from tests.faults.hostile.parts import MARKER, Listed, Make, fix


def _query(**params: str) -> Make:
    return fix(urlencode(params))


def list_addresses() -> Listed:
    yield "address: 100,000 layers", "", _query(layers=",".join(f"l{n}" for n in range(100_000)))
    yield "address: an area of 100,000 corners", "", _query(area=";".join(["1.5,2.5"] * 100_000))
    yield "address: a course of 9 MB of digits", "", _query(course="9" * 5_000_000)
    yield "address: a place of 1 MB of letters", "", _query(**{"from": "a" * 1_000_000})
    yield "address: a place of 1 MB of words", "", _query(**{"from": "port of " * 100_000})
    yield "address: a place of 1 MB of degrees", "", _query(**{"from": "1°" * 400_000})
    yield "address: a pin of 1 MB of signs", "", _query(pin="°'\"N " * 100_000)
    yield "address: NaN for the camera", "", _query(at="nan,inf,nan", speed="nan", year="9" * 5_000)
    yield "address: bands of everything", "", _query(bands=",".join([":::::"] * 100_000))
    yield "address: chokepoints, a million", "", _query(closed="suez," * 200_000)
    yield (
        "address: a marker in every field",
        "",
        _query(
            scene=MARKER,
            layers=MARKER,
            at=MARKER,
            feature=MARKER,
            passage=MARKER,
            to=MARKER,
            pin=MARKER,
            ship=MARKER,
        ),
    )
    yield "address: 9 MB of ampersands", "", fix("a=1&" * 2_000_000)
