"""Messages of the exports: offline page, deck, kit and the Export page."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ExportTexts:
    """The words of exports in one language; `texts.Texts` holds them with all others."""

    base_map: str = "Base map"
    joining: str = "Putting it together"
    all_layers: str = "All layers"
    switch_theme: str = "Light / dark"
    needs_script: str = "This page draws its map with a script that it holds itself; please allow scripts."
    offline_keys: str = (
        "Arrow keys, space, Page Up and Page Down go from scene to scene, R goes back to a scene after a "
        "look around, N shows the speaker notes, F fills the screen, B or a full stop makes it black, W or a "
        "comma white."
    )
    method: str = "Method and limits"
    limits: tuple[str, ...] = (
        "In the brief: what the brief itself names. Notional: our illustration of a class that it names.",
        "Context: not in the brief, from a public source. Later than the brief: marked as such.",
        "Sea lanes are illustrative routes over a graph of the sea, between ports that we chose.",
        "Range bands start from a generalised coast: notional, illustrative, not operational.",
        "Distances are measured on the WGS84 ellipsoid. Nothing here is for navigation.",
        "Names and limits imply no position on sovereignty.",
        "Quotes are verbatim; summaries, titles, takeaways and notes are ours.",
    )
    institutions: str = "Institutions and events"
    institutions_lead: str = (
        "Who sat where with whom, and what had happened by then. Where bodies overlap, hatchings cross."
    )
    no_bodies: str = (
        "This pack has no members of bodies and no events yet. seeds/README.md says how to add such layers."
    )
    date: str = "Up to"
    the_brief: str = "The brief"
    after_the_brief: str = "After the brief"
    bodies: str = "Bodies"
    choose_bodies: str = "Choose one body or more to see who belongs to all of them."
    in_all: str = "In all of {bodies}, {date}: {count}"
    in_one: str = "In {bodies}, {date}: {count}"
    and_: str = "and"
    nobody: str = "Nobody"
    countries: str = "Countries"
    countries_hint: str = "Choose two or more: where do they sit together?"
    sit_together: str = "{countries} sit together in: {bodies}"
    sits: str = "{countries} sits in: {bodies}"
    nowhere: str = "none of these bodies"
    passages_by: str = "Passages that speak of what had happened by {date}"
    no_passages_yet: str = "None: nothing that the brief names had happened by then."
    matrix: str = "Who sat where, {date}"
    country: str = "Country"
    in_how_many: str = "Bodies in all"
    events_by: str = "What had happened by {date}"
    changed_since: str = "What changed since"
    since_promise: str = (
        "All of this came after the brief of {date}, whose author could not know of it. It stands apart "
        "from what the brief says."
    )
    deck_head: str = "Head"
    deck_takeaway: str = "Takeaway"
    deck_quote: str = "Quote"
    deck_places: str = "Places"
    deck_names: str = "Names"
    deck_land: str = "Land"
    deck_islands: str = "Small islands"
    deck_coast: str = "Coast"
    deck_borders: str = "Borders"
    deck_contested: str = "Borders and lines that a side rejects"
    deck_close_up: str = "Close-up"
    deck_ground: str = "Ground"
    deck_marks: str = "marks"
    deck_wash: str = "Pale sea"
    deck_graticule: str = "Graticule"
    deck_scale: str = "Scale bar"
    deck_made: str = (
        "Made with SeaBrief. The maps are shapes that can be edited; their names say what they are."
    )
    deck_left_out: str = "Not on the slide for want of room: {headings}."
    save_view: str = "Save this view"
    view_kicker: str = "Map view · {passages}"
    plain_view_kicker: str = "Map view"
    view_shows: str = "On the map: {layers}."
    view_base: str = "The base map alone."
    export: str = "Export"
    export_promise: str = "Take the briefing away: every file says where it comes from and what is notional."
    form: str = "Format"
    form_pptx: str = "Slides with editable maps (PowerPoint)"
    form_html: str = "One page that needs no network (HTML)"
    form_kit: str = "Briefing kit: slides, pictures, page, data, sources (zip)"
    form_png: str = "Pictures (PNG)"
    form_svg: str = "Drawings (SVG)"
    form_pdf: str = "Prints (PDF)"
    form_geojson: str = "Data: GeoJSON"
    form_gpkg: str = "Data: GeoPackage"
    form_kml: str = "Data: KML"
    size: str = "Size of pictures"
    sizes: tuple[str, ...] = ("1920 × 1080", "3840 × 2160", "Square, 1080 × 1080", "A4, upright")
    """In the order of `pages.PAGES`."""
    maps_as_pictures: str = "Maps as pictures instead of shapes"
    template: str = "Your own template (pptx, potx)"
    template_hint: str = (
        "Its layouts, fonts and colours of text are used, and maps are light or dark as its background is; "
        "its slides, macros and links are left out."
    )
    make_export: str = "Make the file"
    characters_missing: str = (
        "No font of this export has {characters}. Where the program that shows the file has none either, a "
        "box stands for it."
    )
    more_characters: str = "{count} more"
    preview_export: str = "Preview the first scene"
    cancel_export: str = "Cancel"
    export_cancelled: str = "Cancelled. Nothing was kept."
    export_failed: str = "The file could not be made. Try fewer scenes or another format."
    export_busy: str = "Another export is being made on this server. Try again in a moment."
    choose_scene: str = "Choose at least one scene."
    export_awaited: str = "{name} will stand here, with its size, to be downloaded."
    download: str = "Download"
    kit_readme: str = """{title}
{subtitle}
{record}
As of {date}.

deck/       slides whose maps are shapes that can be edited, with speaker notes
pictures/   each scene as a picture
page/       the whole briefing as one page: open it in a browser, it needs no network
data/       the features of all scenes: GeoPackage and KML together, GeoJSON a scene
sources/    citation.bib, citation.json and sources.csv: the brief and every source

{limits}

{rights}
"""
    template_unfit: str = "{file} could not be used as a template: {reason} The deck has our own."
    template_reduced: str = "{file}: used without its {parts}."
    template_no_deck: str = (
        "it is no PowerPoint deck, or a damaged one. Expected a presentation or a template (pptx, potx)."
    )
    template_damaged: str = "a part of it is damaged ({reason}). Open it in PowerPoint and save it again."
    template_unreadable: str = "it cannot be read ({reason})."
    template_compound: str = (
        "it has a password, or the format of the years before 2007 (ppt). Save it as pptx without a password."
    )
    template_odf: str = "it has the format of LibreOffice. Save it as a PowerPoint presentation (pptx)."
    template_strict: str = (
        "it is a Strict Open XML Presentation. Save it as a usual PowerPoint presentation (pptx)."
    )
    template_no_title: str = (
        "no layout has a title. Add a layout with a title in the slide master view and save it again."
    )
    template_slide_size: str = (
        "its slides are {width:.1f} × {height:.1f} cm. Expected a shorter side of {least:.0f} cm or more."
    )
    template_too_large: str = (
        "it has {found} {what}, and {most} are read at most. Remove what slides are not made with, "
        "and save it again."
    )
    template_megabytes: str = "megabytes"
    template_megabytes_unpacked: str = "megabytes or more in its masters, unpacked"
    template_entries: str = "files inside it"
    template_marks: str = "elements and attributes in its masters and layouts"
    template_kinds: Mapping[str, str] = field(
        default_factory=lambda: {
            "slideMaster": "slide masters",
            "slideLayout": "layouts",
            "image": "pictures in its masters and layouts",
            "font": "fonts",
            "theme": "themes",
        }
    )
    template_macros: str = "macros"
    template_links: str = "links to other files"
    template_media: str = "sound and video"
    template_objects: str = "charts, diagrams and embedded documents on layouts"
    template_pictures: str = "linked, drawn (SVG) or missing pictures"
