"""KML, KMZ and GPX that are large, deep, crossed or damaged."""

import gzip
import struct

from tests.faults.hostile.parts import (
    Listed,
    fix,
    pack,
    scatter,
)
from tests.support.kml import write_area, write_kml, write_placemark


def _gpx(body: str) -> bytes:
    return f'<gpx version="1.1" creator="x">{body}</gpx>'.encode()


def list_xml() -> Listed:
    deep = "<Folder>" * 100_000
    point = write_placemark("a")
    crowd = "".join(f"{n % 360 - 180},{n % 90},0 " for n in range(480_000))
    data = "".join(f'<Data name="k{n}"><value>1</value></Data>' for n in range(900))
    extended = point.replace("</Placemark>", f"<ExtendedData>{data}</ExtendedData></Placemark>")
    attributes = " ".join(f'a{n}="1"' for n in range(1_000_000))
    bomb = '<!DOCTYPE a [<!ENTITY a "{{7*7}}"><!ENTITY b "&a;&a;&a;">]><kml>&b;</kml>'
    named = write_placemark("<![CDATA[" + "<b>" * 1_000_000 + "]]>")
    cut = pack({"doc.kml": write_kml(point)})
    yield "a million attributes", "a.kml", fix(f"<kml {attributes[:9_800_000].rpartition(' ')[0]}/>")
    yield "100,000 folders in each other", "a.kml", fix(f"<kml>{deep}")
    yield "entities", "a.kml", fix(bomb)
    yield "an external document type", "a.kml", fix('<!DOCTYPE kml SYSTEM "http://127.0.0.1:9/"><kml/>')
    yield "a million elements", "a.kml", fix("<kml>" + "<a/>" * 2_000_000 + "</kml>")
    yield "499,000 empty placemarks", "a.kml", fix("<kml>" + "<Placemark/>" * 499_000 + "</kml>")
    yield "4,900 placemarks of 900 columns, cut", "a.kml", fix(write_kml(*[extended] * 200))
    yield "a million places of a line", "a.kml", fix(write_kml(write_placemark("a", _line(crowd))))
    yield (
        "9 MB of commas for coordinates",
        "a.kml",
        fix(write_kml(write_placemark("a", _line("," * 9 * 10**6)))),
    )
    yield (
        "9 MB of digits for a coordinate",
        "a.kml",
        fix(write_kml(write_placemark("a", _line("9" * 9 * 10**6)))),
    )
    yield "NaN and inf for coordinates", "a.kml", fix(write_kml(write_placemark("a", _line("nan,inf 1,1"))))
    yield "names of a million tags", "a.kml", fix(write_kml(named))
    yield (
        "200 names of 40,000 tags",
        "a.kml",
        fix(write_kml(*[write_placemark("<![CDATA[" + "<b>" * 16_000 + "]]>")] * 200)),
    )
    yield (
        "40,000 shapes of a placemark",
        "a.kml",
        fix(
            write_kml(
                write_placemark(
                    "a", f"<MultiGeometry>{write_area('0,0 1,0 0,1 0,0') * 40_000}</MultiGeometry>"
                )
            )
        ),
    )
    yield "a text of 9 MB in pieces", "a.kml", fix("<kml>" + "x&amp;" * 1_600_000 + "</kml>")
    yield "KML in another encoding than named", "a.kml", fix(b'<?xml version="1.0" encoding="utf-7"?><kml/>')
    yield (
        "a random area of 4,999 corners",
        "a.kml",
        lambda d: write_kml(
            write_placemark("a", write_area(" ".join(f"{x},{y}" for x, y in scatter(d, 4_999))))
        ).encode(),
    )
    yield (
        "KMZ: 49 MB of one placemark's places",
        "a.kmz",
        lambda _d: pack({"doc.kml": write_kml(write_placemark("a", _line("1,2,0 2,3,0 " * 4_000_000)))}),
    )
    yield (
        "KMZ of 0.16 MB: 499,000 elements",
        "a.kmz",
        lambda _d: pack(
            {"doc.kml": "<kml>" + "<Placemark><name>a</name><Point/></Placemark>" * 160_000 + "</kml>"}
        ),
    )
    yield (
        "KMZ: 49 MB of texts beside no place",
        "a.kmz",
        lambda _d: pack({"doc.kml": write_kml(*[write_placemark("x" * 9_800)] * 4_900)}),
    )
    yield (
        "KMZ: 49 MB of descriptions in HTML",
        "a.kmz",
        lambda _d: pack(
            {"doc.kml": write_kml(*[write_placemark("<![CDATA[" + "<p>a" * 2_400 + "]]>")] * 4_900)}
        ),
    )
    yield (
        "KMZ: 4,900 placemarks of 100 columns",
        "a.kmz",
        lambda _d: pack({"doc.kml": write_kml(*[extended.replace("k", "column")] * 490)}),
    )
    yield (
        "KMZ: 99 documents that link each other",
        "a.kmz",
        lambda _d: pack(
            {
                "doc.kml": write_kml(*[_link(n) for n in range(99)]),
                **{f"{n}.kml": write_kml(*[_link(m) for m in range(99)], point) for n in range(98)},
            }
        ),
    )
    yield "KMZ: 60 MB in one document", "a.kmz", lambda _d: pack({"doc.kml": bytes(60_000_000)})
    yield "KMZ: 50,000 entries", "a.kmz", lambda _d: pack({f"{n}.png": b"" for n in range(50_000)})
    yield "KMZ: an entry without a name", "a.kmz", fix(cut.replace(b"doc.kml", b"\0oc.kml"))
    yield "KMZ in a KMZ", "a.kmz", lambda _d: pack({"a.kmz": cut})
    yield "KMZ: a size that is a lie", "a.kmz", fix(cut.replace(struct.pack("<I", 1), b"\xff" * 4))
    yield "KMZ cut in half", "a.kmz", fix(cut[: len(cut) // 2])
    yield "KMZ that is gzip", "a.kmz", fix(gzip.compress(bytes(10**7)))
    yield "GPX: 100,000 waypoints", "a.gpx", fix(_gpx('<wpt lat="1" lon="2"/>' * 100_000))
    yield (
        "GPX: 300,000 places of a track",
        "a.gpx",
        fix(_gpx("<trk><trkseg>" + '<trkpt lat="1" lon="2"/>' * 300_000 + "</trkseg></trk>")),
    )
    yield (
        "GPX: 100,000 tracks of a place",
        "a.gpx",
        fix(_gpx('<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>' * 120_000)),
    )
    yield "GPX: NaN for degrees", "a.gpx", fix(_gpx('<wpt lat="nan" lon="inf"/>'))
    yield "GPX: no degrees", "a.gpx", fix(_gpx("<wpt/>" * 10))


def _line(coordinates: str) -> str:
    return f"<LineString><coordinates>{coordinates}</coordinates></LineString>"


def _link(number: int) -> str:
    return f"<NetworkLink><Link><href>{number}.kml</href></Link></NetworkLink>"
