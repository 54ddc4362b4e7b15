"""Read links outside of an application."""

from dashboard.packs import list_packs
from dashboard.session.known import list_known
from dashboard.session.linked import LinkedView, read_link
from dashboard.session.selection import Known
from geodata.packs.pack import Pack, read_pack


def find_pack(name: str) -> tuple[Pack, Known]:
    """Return a pack of the repository, and what a link may name of it."""
    folders = list_packs()
    if name and name not in folders:
        raise ValueError(name)
    pack = read_pack(folders[name or next(iter(folders))])
    return pack, list_known(pack, {layer.id: () for layer in pack.layers}, link_name=name)


def read(link: str) -> LinkedView:
    """Return what a link shows."""
    return read_link(link, find_pack)
