"""Tables as strangers write them: separators, headers of many languages, blank cells, odd rows."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import UploadError
from geodata.uploads.shapes import Upload, read_upload


def read(text: str, encoding: str = "utf-8") -> Upload:
    return read_upload("a.csv", text.encode(encoding))


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("lat", "lon"),
        ("Latitude (°N)", "Longitude (°E)"),
        ("decimalLatitude", "decimalLongitude"),
        ("POINT_Y", "POINT_X"),
        ("緯度", "経度"),
        ("纬度（度）", "经度（度）"),
        ("위도", "경도"),
        ("Breite", "Länge"),
        ("Geogr. Breite", "Geogr. Länge"),
        ("lat_dd", "long_dd"),
        ("LAT_WGS84", "LON_WGS84"),
        ("ycoord", "xcoord"),
        ("Y", "X"),
        ("Latitud", "Longitud"),
        ("широта", "долгота"),
        ("GPS Latitude", "GPS Longitude"),
        ("latitude_deg", "longitude_deg"),
        ("Lat.", "Long."),
        ("INTPTLAT", "INTPTLON"),
    ],
)
def test_headers_of_many_languages_and_programs_are_known(lat: str, lon: str) -> None:
    upload = read(f"name;{lat};{lon}\nLight;20,5;120,25\n")
    assert upload.frame.geometry[0].equals(shapely.Point(120.25, 20.5))
    assert upload.notes == ()


def test_degrees_go_before_metres_of_a_map() -> None:
    upload = read("x,y,lat,lon\n500000,4000000,20,120\n")
    assert upload.frame.geometry[0].equals(shapely.Point(120, 20))


TABLES = {
    "trailing separators": "name,lat,lon,,\nLight,20,120,,\nBuoy,21,121,,\n",
    "blank rows and columns": "\n\nname,,lat,lon\n,,,\nLight,,20,120\n\nBuoy,,21,121\n\n",
    "short rows": "name,lat,lon,remark\nLight,20,120\nBuoy,21,121,white\n",
    "bars": "name|lat|lon\nLight|20|120\nBuoy|21|121\n",
    "tabs": "name\tlat\tlon\nLight\t20\t120\nBuoy\t21\t121\n",
    "told separator": "sep=;\nname;lat;lon\nLight;20;120\nBuoy;21;121\n",
    "told tab": '"sep=\t"\r\nname\tlat\tlon\r\nLight\t20\t120\r\nBuoy\t21\t121\r\n',
    "separators in the header": "name;lat;lon;note (short, in English)\nLight;20;120;a, b\nBuoy;21;121;\n",
    "old line ends": "name,lat,lon\rLight,20,120\rBuoy,21,121\r",
    "a title above": "Lights of the sound, 2013\n\nname,lat,lon\nLight,20,120\nBuoy,21,121\n",
    "minus and degree signs": "name,lat,lon\nLight,20°,+120.0\nBuoy,2.1e1,121°\n",
    "well-known text": 'name,WKT\nLight,POINT (120 20)\nBuoy,"SRID=4326;POINT Z (121 21 5)"\n',
}


@pytest.mark.parametrize("form", TABLES)
def test_a_table_is_read_in_any_of_its_forms(form: str) -> None:
    frame = read(TABLES[form]).frame
    assert list(frame["name"]) == ["Light", "Buoy"]
    assert [(point.x, point.y) for point in frame.geometry] == [(120, 20), (121, 21)]


@pytest.mark.parametrize("blank", ["", " ", "-", "n/a", "NULL", "?", "unknown"])
def test_a_row_without_a_position_is_left_out_and_named(blank: str) -> None:
    upload = read(f'name,lat,lon\nLight,20,120\n"Wreck\n(lost)",{blank},{blank}\nBuoy,21,121\n')
    assert list(upload.frame["name"]) == ["Light", "Buoy"]
    assert upload.notes == ("1 row without a position was left out: row 3 (Wreck (lost)).",)


def test_headers_that_stand_twice_are_numbered_and_columns_without_one_are_told() -> None:
    upload = read("lat,lon,depth,Depth,,empty\n20,120,5,6,0,\n")
    assert list(upload.frame.columns) == ["id", "name", "depth", "Depth (2)", "geometry"]
    assert upload.notes == ("1 column without a header was left out.",)


REFUSED = {
    "a word": (
        "name,lat,lon\n\n\nLight,20,120\n\nBuoy,north,121\n",
        "Row 6, column lat: expected degrees as",
    ),
    "a line break in a cell": ('name,lat,lon\n"A\nB",20,120\nBuoy,x,121\n', "Row 4, column lat"),
    "below a told separator": ("sep=,\nname,lat,lon\nBuoy,x,121\n", "Row 3, column lat"),
    "degrees and minutes": ("lat,lon\n25°45.5'N,123 28 E\n", "Write 25.75 for 25°45′"),
    "a letter for the side": ("lat,lon\n25.5S,123\n", "-25.75 for south"),
    "not finite": ("lat,lon\nnan,inf\n1,inf\n", "Row 3, column lon"),
    "underscores": ("lat,lon\n1_0,120\n", "found '1_0'"),
    "thousands": ('x,y\n"13,700,000","3,000,000"\n', "expected degrees as a number"),
    "swapped": ("name,lat,lon\nYokohama,139.6,35.4\n", "The columns lat and lon seem to be swapped"),
    "off the globe": (
        "name,lat,lon\nA,20,120\nB,95,120\n",
        "Row 3, column lat: a latitude is from -90 to 90",
    ),
    "to the west": ("Latitude (°N),Longitude (°W)\n20,120\n", "counts to the west"),
    "to the south": ("lat_south,lon\n20,120\n", "Expected a column called lat"),
    "two of an axis": ("lat,lon,Lat\n1,2,3\n", "same header"),
    "nothing near": ("name,depth\nx,5\n", "The header has: name, depth."),
    "nearly": ("name,lattitude,longitude\nx,5,6\n", "Rename “lattitude”"),
    "no position at all": ("name,lat,lon\nx,,\n", "No row of the table has a position"),
    "more cells than headers": ("lat,lon\n1,2,3\n", "Row 2 has 3 cells; the header has 2"),
    "other coordinates": ('wkt\n"SRID=3857;POINT (1 2)"\nPOINT (1 2)\n', "found SRID 3857"),
    "damaged text": ("wkt\nPOINT (1 2)\nPOINT (1\n", "Row 3, column wkt"),
    "a quotation mark alone": ('lat,lon,n\n1,2,"a""\n2,3,b\n', "begins in line 2"),
    "metres": ("x,y\n13700000,3000000\n", "metres of a projection"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_cannot_be_read_is_named_by_the_line_that_an_editor_shows(fault: str) -> None:
    text, reason = REFUSED[fault]
    with pytest.raises(UploadError) as caught:
        read(text)
    assert reason in caught.value.problem


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_what_excel_saves_with_a_byte_order_mark_is_read(encoding: str) -> None:
    assert list(read("name;lat;lon\n魚釣島;25,744;123,474\n", encoding).frame["name"]) == ["魚釣島"]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Köln", "cp1252"), ("横浜", "cp932"), ("上海", "gb18030"), ("부산", "euc_kr")]
)
def test_an_encoding_of_one_country_is_not_guessed(text: str, encoding: str) -> None:
    with pytest.raises(UploadError, match=r"not UTF-8 .* CSV UTF-8"):
        read(f"name,lat,lon\n{text},20,120\n", encoding)


CELLS = st.text(alphabet='ab,;|\t"\n\r1.- ', max_size=12)


@given(st.lists(st.tuples(CELLS, st.integers(-90, 90), st.integers(-180, 180)), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_positions_survive_whatever_stands_beside_them(rows: list[tuple[str, int, int]]) -> None:
    text = "note,lat,lon\n" + "".join(
        f'"{note.replace(chr(34), chr(34) * 2)}",{lat},{lon}\n' for note, lat, lon in rows
    )
    points = read(text).frame.geometry
    assert [(point.x, point.y) for point in points] == [(lon, lat) for _, lat, lon in rows]


@given(st.text(alphabet='latlonxy,;|\t"\n\r1.-°NESW=sep', max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_ends_in_points_or_a_reason(text: str) -> None:
    try:
        assert len(read(f"lat,lon\n{text}").frame)
    except UploadError as error:
        assert error.problem  # noqa: PT017 - either way is fine, another error is not


def test_a_header_of_too_many_columns_is_refused_though_it_has_both_axes() -> None:
    with pytest.raises(UploadError, match="more than 1,000 columns"):
        read("lat,lon" + ",x" * 1_000 + "\n1,2" + ",3" * 1_000)
