"""Layers of the members of international bodies."""

from collections.abc import Iterable

import shapely

from geodata.datasets import read_dataset
from geodata.institutions.memberships import (
    COUNTRIES,
    check_members,
    has_begun,
    list_bodies,
    read_memberships,
)
from geodata.layer_kinds.kind import LayerKind, PackContents
from geodata.layer_kinds.rows import Row, describe_feature
from geodata.records.layers import Layer, MembershipData


def _list_member_rows(pack: PackContents, layer: Layer, data: MembershipData) -> Iterable[Row]:
    areas = read_dataset(COUNTRIES)
    areas = areas.set_index(areas["id"].str.lower()).geometry
    labels = {body.id: body.label for body in list_bodies(pack.layers, pack.tables).values()}
    for feature in pack.tables[data.file]:
        memberships = read_memberships(feature)
        since = memberships.get(data.body)
        if since is None or not has_begun(since, layer.as_of):
            continue
        bodies = "; ".join(labels[body] for body in labels if body in memberships)
        described = describe_feature(feature) | {"bodies": bodies, "since": since}
        if feature.id in areas.index:
            yield {**described, "role": "area", "geometry": areas[feature.id]}
        else:
            position = shapely.Point(feature.figures["lon"], feature.figures["lat"])
            yield {**described, "role": "point", "geometry": position}


MEMBERS = LayerKind(
    MembershipData,
    list_rows=_list_member_rows,
    check=lambda pack, layer, data: check_members(layer, data, pack.tables[data.file]),
    list_datasets=lambda _data: (COUNTRIES,),
)
