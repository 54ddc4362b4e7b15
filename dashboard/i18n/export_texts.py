"""Messages of the exports: offline page, deck, kit and the Export page."""

from dashboard.i18n.messages import MessageTable, Plural, Text, TextMap


class ExportTexts(MessageTable):
    """The words of exports in one language; `texts.Texts` holds them with all others."""

    base_map = Text("Base map")
    joining = Text("Putting it together")
    all_layers = Text("All layers")
    switch_theme = Text("Light / dark")
    needs_script = Text("This page draws its map with a script that it holds itself; please allow scripts.")
    offline_keys = Text(
        "Arrow keys, space, Page Up and Page Down go from scene to scene, R goes back to a scene after a "
        "look around, N shows the speaker notes, F fills the screen, B or a full stop makes it black, W or a "
        "comma white."
    )
    method = Text("Method and limits")
    projections = TextMap(
        {
            "laea": Text("Lambert azimuthal equal-area"),
            "eqearth": Text("Equal Earth"),
            "webmerc": Text("Web Mercator"),
        }
    )
    """By the names of the projections in PROJ."""
    limits = TextMap(
        {
            "status": Text(
                "In the brief: what the brief itself names. "
                "Notional: our illustration of a class that it names."
            ),
            "context": Text(
                "Context: not in the brief, from a public source. Later than the brief: marked as such."
            ),
            "lanes": Text(
                "Sea lanes are illustrative routes over a graph of the sea, between ports that we chose."
            ),
            "bands": Text(
                "Range bands start from a generalised coast: notional, illustrative, not operational."
            ),
            "distances": Text(
                "Distances are measured on the WGS84 ellipsoid. Nothing here is for navigation."
            ),
            "names": Text("Names and limits imply no position on sovereignty."),
            "quotes": Text("Quotes are verbatim; summaries, titles, takeaways and notes are ours."),
        }
    )
    """In the order in which they are shown."""
    institutions = Text("Institutions and events")
    institutions_lead = Text(
        "Who sat where with whom, and what had happened by then. Greys on the map count the bodies that "
        "a state is in."
    )
    no_bodies = Text(
        "This pack has no members of bodies and no events yet. seeds/README.md says how to add such layers."
    )
    date = Text("Up to")
    the_brief = Text("The brief")
    after_the_brief = Text("After the brief")
    bodies = Text("Bodies")
    choose_bodies = Text("Choose one body or more to see who belongs to all of them.")
    in_bodies = Plural("In {bodies}, {date}: {members}", "In all of {bodies}, {date}: {members}")
    nobody = Text("Nobody")
    members_in_all = Text("In all: {members}")
    in_it_alone = Text("in this one alone: {members}")
    nobody_alone = Text("none in this one alone")
    in_several = Text("In several of these bodies")
    of_bodies = Text("In {bodies} of them")
    of_more_bodies = Text("In {bodies} of them or more")
    countries = Text("Countries")
    countries_hint = Text("Choose two or more: where do they sit together?")
    sit_together = Plural("{countries} sits in: {bodies}", "{countries} sit together in: {bodies}")
    nowhere = Text("none of these bodies")
    passages_by = Text("Passages that speak of what had happened by {date}")
    no_passages_yet = Text("None: nothing that the brief names had happened by then.")
    matrix = Text("Who sat where, {date}")
    country = Text("Country")
    in_how_many = Text("Bodies in all")
    events_by = Text("What had happened by {date}")
    changed_since = Text("What changed since")
    since_promise = Text(
        "All of this came after the brief of {date}, whose author could not know of it. It stands apart "
        "from what the brief says."
    )
    deck_head = Text("Head")
    deck_takeaway = Text("Takeaway")
    deck_quote = Text("Quote")
    deck_places = Text("Places")
    deck_names = Text("Names")
    deck_land = Text("Land")
    deck_islands = Text("Small islands")
    deck_coast = Text("Coast")
    deck_borders = Text("Borders")
    deck_contested = Text("Borders and lines that a side rejects")
    deck_close_up = Text("Close-up")
    deck_ground = Text("Ground")
    deck_marks = Text("marks")
    deck_roles = TextMap(
        {
            "area": Text("{name} area"),
            "line": Text("{name} line"),
            "point": Text("{name} point"),
            "edge": Text("{name} edge"),
            "grade": Text("{name} grade"),
            "limit": Text("{name} limit"),
            "detour": Text("{name} detour"),
        }
    )
    """Names of the shapes of a feature by their roles."""
    deck_outline = Text("{name} outline")
    deck_limit = Text("{name} limit")
    deck_line = Text("{name} line")
    deck_casing = Text("{name} (casing)")
    deck_closed = Text("{name} closed")
    deck_area = Text("{name} area {number}")
    deck_wash = Text("Pale sea")
    deck_graticule = Text("Graticule")
    deck_scale = Text("Scale bar")
    deck_made = Text(
        "Made with SeaBrief. The maps are shapes that can be edited; their names say what they are."
    )
    deck_left_out = Text("Not on the slide for want of room: {headings}.")
    save_view = Text("Save this view")
    copy_picture = Text("Copy the picture")
    picture_copied = Text("The picture is on the clipboard.")
    copy_unable = Text(
        "This browser lets pages copy pictures over HTTPS alone. "
        "The buttons above give the picture as a file."
    )
    copy_refused = Text(
        "The browser did not take the picture to the clipboard. The buttons above give it as a file."
    )
    view_kicker = Text("Map view · {passages}")
    plain_view_kicker = Text("Map view")
    view_shows = Text("On the map: {layers}.")
    view_base = Text("The base map alone.")
    export = Text("Export")
    export_promise = Text("Take the briefing away: every file says where it comes from and what is notional.")
    form = Text("Format")
    forms = TextMap(
        {
            "pptx": Text("Slides with editable maps (PowerPoint)"),
            "html": Text("One page that needs no network (HTML)"),
            "handout": Text("Handout to print (PDF)"),
            "docx": Text("Handout to edit (Word)"),
            "kit": Text("Briefing kit: slides, pictures, page, data, sources (zip)"),
            "png": Text("Pictures (PNG)"),
            "svg": Text("Drawings (SVG)"),
            "pdf": Text("Prints (PDF)"),
            "geojson": Text("Data: GeoJSON"),
            "gpkg": Text("Data: GeoPackage"),
            "kml": Text("Data: KML"),
            "csv": Text("Figures as a table (CSV)"),
            "annotations": Text("Passages and links as Web Annotations (JSON-LD)"),
        }
    )
    """By the ids of the formats."""
    size = Text("Size of pictures")
    sizes = TextMap(
        {
            "1080p": Text("1920 × 1080"),
            "4k": Text("3840 × 2160"),
            "square": Text("Square, 1080 × 1080"),
            "a4": Text("A4, upright"),
        }
    )
    """By `dashboard.layout.page.PAGES`."""
    maps_as_pictures = Text("Maps as pictures instead of shapes")
    one_document = Text("All scenes in one document")
    more_languages = Text("More languages of the page")
    more_languages_hint = Text(
        "The offline page can be switched to them, without losing scene, view or layers. Each adds about "
        "0.4 MB to a whole briefing."
    )
    template = Text("Your own template (pptx, potx)")
    template_hint = Text(
        "Its layouts, fonts and colours of text are used, and maps are light or dark as its background is; "
        "its slides, macros and links are left out."
    )
    make_export = Text("Make the file")
    characters_missing = Text(
        "No font of this export has {characters}. Where the program that shows the file has none either, a "
        "box stands for it."
    )
    more_characters = Text("{count} more")
    preview_export = Text("Preview the first scene")
    cancel_export = Text("Cancel")
    export_cancelled = Text("Cancelled. Nothing was kept.")
    export_failed = Text("The file could not be made. Try fewer scenes or another format.")
    export_begins = Text("Beginning")
    export_waits = Plural("Waiting: {count} export before yours", "Waiting: {count} exports before yours")
    export_abandoned = Text("Stopped, since this page was without a connection for too long. Make it again.")
    export_discarded = Text("The file is no longer kept on this server. Make it again.")
    view_saved = Text("{file} was made and handed to your browser.")
    choose_scene = Text("Choose at least one scene.")
    export_awaited = Text("{name} will stand here, with its size, to be downloaded.")
    download = Text("Download")
    megabytes = Text("{mb:,.1f} MB")
    kit_readme = Text("""{title}
{subtitle}
{record}
As of {date}.

handout/    the briefing to read and to print: a PDF, and a Word document to edit
deck/       slides whose maps are shapes that can be edited, with speaker notes
pictures/   each scene as a picture
page/       the whole briefing as one page: open it in a browser, it needs no network
data/       the features of all scenes: GeoPackage and KML together, GeoJSON a scene; the figures as a table
            (CSV); the passages and their links as Web Annotations (JSON-LD)
sources/    citation.bib, citation.json and sources.csv: the brief and every source
            What the columns of a table are called in each language stands in the file beside it
            (CSV on the Web, .csv-metadata.json).

{limits}

{rights}
""")
    reading_template = Text("Looking into your template …")
    template_found = Text("It has {masters} with {layouts}, for slides of {width:.1f} × {height:.1f} cm.")
    template_masters = Plural("{count} slide master", "{count} slide masters")
    template_layouts = Plural("{count} layout", "{count} layouts")
    template_layout = Text("All slides are made with its layout “{layout}”.")
    template_left_out = Text("Left out: {parts}.")
    template_refused = Text(
        "{file} cannot be used as a template: {reason} Choose another one. "
        "Without one the deck has our own look."
    )
    template_unfit = Text("{file} could not be used as a template: {reason} The deck has our own.")
    template_reduced = Text("{file}: used without its {parts}.")
    template_no_deck = Text(
        "it is no PowerPoint deck, or a damaged one. Expected a presentation or a template (pptx, potx)."
    )
    template_damaged = Text("a part of it is damaged ({reason}). Open it in PowerPoint and save it again.")
    template_unreadable = Text("it cannot be read ({reason}).")
    template_compound = Text(
        "it has a password, or the format of the years before 2007 (ppt). Save it as pptx without a password."
    )
    template_odf = Text("it has the format of LibreOffice. Save it as a PowerPoint presentation (pptx).")
    template_strict = Text(
        "it is a Strict Open XML Presentation. Save it as a usual PowerPoint presentation (pptx)."
    )
    template_no_title = Text(
        "no layout has a title. Add a layout with a title in the slide master view and save it again."
    )
    template_slide_size = Text(
        "its slides are {width:.1f} × {height:.1f} cm. Expected a shorter side of {least:.0f} cm or more."
    )
    template_too_large = Text(
        "it has {found} {what}, and {most} are read at most. Remove what slides are not made with, "
        "and save it again."
    )
    template_megabytes = Text("megabytes")
    template_megabytes_unpacked = Text("megabytes or more in its masters, unpacked")
    template_entries = Text("files inside it")
    template_marks = Text("elements and attributes in its masters and layouts")
    template_many_shapes = Text("shapes on one master or layout")
    template_attributes = Text("or more attributes on one element")
    template_kinds = TextMap(
        {
            "slideMaster": Text("slide masters"),
            "slideLayout": Text("layouts"),
            "image": Text("pictures in its masters and layouts"),
            "font": Text("fonts"),
            "theme": Text("themes"),
        }
    )
    """By the relationships of a package."""
    template_macros = Text("macros")
    template_add_ins = Text("add-ins and buttons of its own")
    template_actions = Text("links and actions of shapes")
    template_controls = Text("controls (ActiveX)")
    template_links = Text("links to other files")
    template_media = Text("sound and video")
    template_objects = Text("charts, diagrams and embedded documents on layouts")
    template_pictures = Text("linked, drawn (SVG) or missing pictures")
