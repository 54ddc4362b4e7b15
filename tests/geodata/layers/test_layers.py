"""Layers as frames: a small pack checked by eye, and every layer of the first pack."""

import functools
from pathlib import Path

import geopandas
import pytest
import shapely

from dashboard.packs import PACK
from geodata.datasets import read_dataset
from geodata.errors import PackError, UnknownIdError
from geodata.geometry.geodesy import measure_area, measure_length
from geodata.layer_kinds.rows import ROLES
from geodata.layers.loading import find_layer, load_layer
from geodata.layers.range_bands import measure_covers
from geodata.names import NAME_COLUMNS
from geodata.packs.pack import Pack, read_pack
from geodata.records.layers import BandData, LaneData
from geodata.routing.lanes import NoRoute
from geodata.units import to_nm

LAYER_IDS = [layer.id for layer in read_pack(PACK).layers]


@functools.cache
def load_nato(layer_id: str) -> geopandas.GeoDataFrame:
    pack = read_pack(PACK)
    return load_layer(pack, find_layer(pack, layer_id))


def load(pack: Pack, layer_id: str) -> geopandas.GeoDataFrame:
    return load_layer(pack, find_layer(pack, layer_id))


def test_a_table_of_points_becomes_points_with_names_figures_and_texts(harbour_pack: Pack) -> None:
    [row] = load(harbour_pack, "mole").to_dict("records")
    assert row["geometry"] == shapely.Point(120, 10)
    assert (row["id"], row["role"], row["sources"]) == ("head", "point", "chart")
    assert (row["name_en"], row["name_dual"], row["name_ja"]) == ("Mole head", "Mole / Pier", "")
    assert (row["height_m"], row["note"]) == (4, "red light")


def test_a_file_of_lines_becomes_lines_with_the_sources_of_the_layer(harbour_pack: Pack) -> None:
    frame = load(harbour_pack, "ferry").set_index("id")
    assert frame.geometry["day"] == shapely.LineString([(119, 10), (120, 10)])
    assert frame.geometry["night"].geom_type == "MultiLineString"
    assert set(frame["role"]) == {"line"}
    assert set(frame["sources"]) == {"chart"}


def test_a_file_of_shapes_becomes_areas(harbour_pack: Pack) -> None:
    frame = load(harbour_pack, "basin").set_index("id")
    assert frame.geometry["inner"].equals(shapely.box(119, 9, 121, 11))
    assert set(frame["role"]) == {"area"}


def test_distances_are_computed_beside_the_published_ones(harbour_pack: Pack) -> None:
    frame = load(harbour_pack, "spokes").set_index("id")
    # A degree of longitude on the parallel of 10 degrees north is 109.6 km on WGS84.
    assert frame["distance_km"]["east"] == pytest.approx(109.64, abs=0.01)
    assert frame["published_km"]["east"] == 110
    assert shapely.get_coordinates(frame.geometry["west"])[[0, -1]].tolist() == [
        pytest.approx([120, 10]),
        [119, 10],
    ]


def test_a_class_ceiling_is_one_area_and_one_line(harbour_pack: Pack) -> None:
    frame = load(harbour_pack, "gale")
    assert list(frame["role"]) == ["area", "limit"]
    assert list(frame["distance_km"]) == [1000, 1000]
    assert frame.geometry[0].boundary.equals(frame.geometry[1])


def test_an_unknown_layer_is_refused_with_the_nearest_ids(nato_pack: Pack) -> None:
    with pytest.raises(
        UnknownIdError, match=r"no layer 'east-china-see'\. Did you mean east-china-sea"
    ) as caught:
        find_layer(nato_pack, "east-china-see")
    assert "south-china-sea" in caught.value.nearest


def test_a_feature_that_its_data_set_does_not_have_is_refused(nato_pack: Pack) -> None:
    layer = find_layer(nato_pack, "senkaku-diaoyu")
    wrong = layer.data.model_copy(update={"ids": ("uotsuri", "kuba-shima")})
    with pytest.raises(UnknownIdError, match="no feature of senkaku-islands 'kuba-shima'"):
        load_layer(nato_pack, layer.model_copy(update={"data": wrong}))


def test_a_lane_between_unknown_ports_is_refused(nato_pack: Pack) -> None:
    layer = find_layer(nato_pack, "lane-gulf-china")
    wrong = layer.data.model_copy(update={"destination": "ningpo"})
    with pytest.raises(UnknownIdError, match=r"no port 'ningpo'\. Did you mean ningbo"):
        load_layer(nato_pack, layer.model_copy(update={"data": wrong}))


def test_a_lane_with_no_way_by_sea_is_an_error_of_the_pack(
    nato_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "geodata.layer_kinds.lanes.find_lane_via",
        lambda *_: NoRoute("The graph joins no way by sea.", frozenset()),
    )
    with pytest.raises(PackError, match=r"layer lane-gulf-china, field data: The graph joins no way"):
        load(nato_pack, "lane-gulf-china")


@functools.cache
def load_gates() -> geopandas.GeoDataFrame:
    return load_nato("chokepoints")


def test_each_of_the_sixteen_chokepoints_is_a_named_point_and_a_gate() -> None:
    gates = load_gates()
    assert list(gates["role"]) == ["point", "line"] * 16
    assert len(set(gates["id"])) == 16
    assert {"malacca", "taiwan-strait", "suez", "good-hope"} <= set(gates["id"])
    assert not {"bali", "kiel"} & set(gates["id"])
    assert gates[["name_en", "name_ja", "name_zh_hans", "name_zh_hant"]].ne("").all(axis=None)


def test_a_chokepoint_is_named_in_its_water() -> None:
    points = load_gates().query("role == 'point'").set_index("id").geometry
    # Main Strait between Singapore (1.26 N) and Batam (1.19 N); the water between Kyushu and Tanegashima.
    assert points["singapore"].distance(shapely.Point(103.9, 1.22)) < 0.1
    assert points["osumi"].distance(shapely.Point(130.9, 30.9)) < 0.2
    land = read_dataset("land-region")
    at_sea = [name for name, point in points.items() if not land.intersects(point).any()]
    assert {"malacca", "sunda", "lombok", "makassar", "luzon", "taiwan-strait", "korea"} <= set(at_sea)


def test_a_width_has_its_source() -> None:
    gates = load_gates().query("role == 'point'").set_index("id")
    assert gates["width_source"]["hormuz"] == "eia-chokepoints"
    assert "34 km" in gates["width"]["hormuz"]
    assert (gates.loc[gates["width"] != "", "width_source"] != "").all()


def test_an_unknown_chokepoint_is_refused_at_the_door(harbour: Path) -> None:
    layers = harbour / "layers.toml"
    moved = 'data = { kind = "chokepoints", ids = ["malaca"] }'
    text = layers.read_text(encoding="utf-8")
    text = text.replace('data = { kind = "band", nominal_km = 1000, single_line = true }', moved)
    layers.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=r"layer gale, field data.ids: .*Did you mean malacca"):
        read_pack(harbour)


def test_the_first_pack_has_forty_eight_layers() -> None:
    assert len(LAYER_IDS) == 48


def test_the_bands_of_the_pack_cover_a_lane_as_measured_on_the_first_slides(nato_pack: Pack) -> None:
    [line] = load_nato("lane-singapore-shanghai").geometry
    covers = measure_covers(nato_pack, {"lane": line})
    bands = [layer.id for layer in nato_pack.layers if layer.group == "bands"]
    assert [band for _, band in covers] == bands
    # Measured on a raster along another line: 72, 80 and 88 per cent inside the class of 1,500 km.
    medium = covers["lane", "band-medium-range"]
    assert (medium.inner, medium.nominal, medium.outer) == pytest.approx((0.72, 0.80, 0.88), abs=0.03)


def test_outlines_take_their_names_from_a_table(nato_pack: Pack) -> None:
    [chain] = load(nato_pack, "island-chain-first").to_dict("records")
    assert chain["role"] == "line"
    assert chain["name_ja"] == "第一列島線"
    [sea] = load(nato_pack, "mediterranean").to_dict("records")
    assert (sea["role"], sea["name_zh_hans"]) == ("area", "地中海")


def test_bands_start_from_the_coast_or_from_whole_degree_points(harbour: Path) -> None:
    layers = harbour / "layers.toml"
    band = 'data = { kind = "band", nominal_km = 1000, single_line = true }'
    moved = band.replace('"band",', '"band", origin = "fujian",')
    layers.write_text(layers.read_text(encoding="utf-8").replace(band, moved), encoding="utf-8")
    area = load(read_pack(harbour), "gale").query("role == 'area'").geometry.iloc[0]
    # Fujian is 26 N 119 E: 1,000 km due east of it is 26 N 129 E, give or take 10 km.
    assert area.covers(shapely.Point(128.85, 26))
    assert not area.covers(shapely.Point(129.15, 26))


@pytest.mark.parametrize("layer_id", LAYER_IDS)
def test_every_layer_of_the_first_pack_loads_as_its_contract_says(layer_id: str) -> None:
    frame = load_nato(layer_id)
    assert frame.crs.to_epsg() == 4326
    assert {"id", "role", "sources", "geometry", *NAME_COLUMNS} <= set(frame.columns)
    assert set(frame["role"]) <= set(ROLES)
    assert frame["role"].isin(["area", "line", "point"]).any()
    assert frame.geometry.is_valid.all()
    assert not frame.geometry.is_empty.any()
    assert (frame["name_en"] != "").all()
    west, south, east, north = frame.total_bounds
    assert -360 < west < east < 360
    assert -90 < south <= north < 90


@pytest.mark.parametrize("layer_id", [layer_id for layer_id in LAYER_IDS if layer_id.startswith("band-")])
def test_a_band_has_its_area_its_lines_and_rings_that_fade_outwards(layer_id: str, nato_pack: Pack) -> None:
    frame = load_nato(layer_id)
    band = find_layer(nato_pack, layer_id).data
    assert isinstance(band, BandData)
    assert list(frame.loc[frame["role"] == "limit", "distance_km"]) == [band.nominal_km]
    if band.single_line:
        assert set(frame["role"]) == {"area", "limit"}
        return
    edges = frame.loc[frame["role"] == "edge", "distance_km"]
    assert list(edges) == pytest.approx([0.8 * band.nominal_km, 1.2 * band.nominal_km])
    rings = frame[frame["role"] == "grade"].sort_values("distance_km")
    assert rings["share"].is_monotonic_decreasing
    assert rings["share"].iloc[0] == 1
    assert 0 < rings["share"].iloc[-1] < 0.1
    [area] = frame.loc[frame["role"] == "area", "geometry"]
    total_km2 = sum(map(measure_area, rings.geometry))
    assert total_km2 == pytest.approx(measure_area(area), rel=0.001)


@pytest.mark.parametrize("layer_id", [layer_id for layer_id in LAYER_IDS if layer_id.startswith("lane-")])
def test_a_lane_joins_its_ports_and_knows_its_length(layer_id: str, nato_pack: Pack) -> None:
    [lane] = load_nato(layer_id).to_dict("records")
    data = find_layer(nato_pack, layer_id).data
    assert isinstance(data, LaneData)
    assert (lane["origin"], lane["destination"]) == (data.origin, data.destination)
    assert lane["geometry"].geom_type == "LineString"
    short_km = lane["length_km"] - measure_length(lane["geometry"])  # between the ports and the water
    assert 0 <= short_km < 10


def test_a_lane_with_a_port_of_call_is_its_legs_one_after_the_other(nato_pack: Pack) -> None:
    first, then = (load_nato(lane).iloc[0] for lane in ("lane-gulf-china", "lane-china-europe"))
    layer = find_layer(nato_pack, "lane-gulf-china")
    calling = layer.data.model_copy(update={"via": ("ningbo",), "destination": "hamburg", "ship": ""})
    [lane] = load_layer(nato_pack, layer.model_copy(update={"data": calling})).to_dict("records")
    assert lane["length_km"] == pytest.approx(first["length_km"] + then["length_km"])
    assert lane["geometry"].geom_type == "LineString"
    assert lane["geometry"].length == pytest.approx(
        first["geometry"].length + then["geometry"].length, abs=0.5
    )
    assert lane["passes"].startswith(first["passes"])  # each chokepoint once, where it is passed first
    suez_nm = to_nm(first["length_km"]) + read_distance(then["passes"], "Suez Canal")
    assert read_distance(lane["passes"], "Suez Canal") == pytest.approx(suez_nm, abs=1)


def read_distance(passes: str, name: str) -> float:
    return float(passes.split(f"{name} at ")[1].split(" nm", maxsplit=1)[0].replace(",", ""))


def test_the_two_seas_have_open_water_limits_beside_their_areas() -> None:
    for sea in ("east-china-sea", "south-china-sea"):
        assert list(load_nato(sea)["role"]) == ["area", "limit"]


def test_the_computed_distances_bear_out_the_published_ones() -> None:
    # 170 km Ishigaki, 410 km Okinawa, 330 km China (MOFA Japan, JCG); 190 km Keelung (People's Daily 2012);
    # 170 km Taiwan (Encyclopaedia Britannica).
    spokes = load_nato("senkaku-distances").set_index("id")
    assert spokes["published_km"].to_dict() == {
        "ishigaki": 170,
        "okinawa": 410,
        "taiwan": 170,
        "keelung": 190,
        "china": 330,
    }
    assert (spokes["distance_km"] / spokes["published_km"]).to_numpy() == pytest.approx(1, abs=0.05)
    for line, distance_km in zip(spokes.geometry, spokes["distance_km"], strict=True):
        assert measure_length(line) == pytest.approx(distance_km, rel=0.0001)
