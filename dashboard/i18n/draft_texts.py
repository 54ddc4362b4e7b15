"""Messages of the New brief page."""

from dashboard.i18n.messages import MessageTable, Plural, Text, TextMap


class DraftTexts(MessageTable):
    """The words of the New brief page in one language; `texts.Texts` holds them with all others."""

    new_brief = Text("New brief")
    draft_lead = Text(
        "Bring a text: SeaBrief proposes what its map would show, with the words that each proposal rests "
        "on. You decide."
    )
    draft_privacy = Text(
        "The server has the text in memory alone, on no disk and in no log, until you close the page. Your "
        "browser keeps it with your work for up to 30 days, a file for longer. A pack takes at most 25 words "
        "of a paragraph from it."
    )
    draft_file = Text("A text: PDF, Word (DOCX), web page, Markdown or plain text")
    draft_paste = Text("Or paste it here")
    draft_language = Text("Language")
    draft_languages = TextMap(
        {
            "": Text("As the text has it"),
            "en": Text("English"),
            "de": Text("German"),
            "ja": Text("Japanese"),
            "zh": Text("Chinese"),
        }
    )
    draft_find = Text("Propose a map")
    draft_reading = Text("Reading the text and looking for what a map would show …")
    draft_continue = Text("Or go on with work that you kept")
    draft_no_text = Text("Choose a file or paste a text first.")
    draft_left = Plural("{count} proposal left to check", "{count} proposals left to check")
    draft_done = Text("Every proposal has been checked.")
    draft_counts = Text("{kept} on the map, {rejected} rejected, of {all}")
    draft_nothing = Text("Nothing was found that a map would show. Add a place by its words in the text.")
    draft_section = Text("Section")
    draft_kinds = TextMap(
        {
            "place": Text("Place"),
            "lane": Text("Sea lane"),
            "band": Text("Distance"),
            "closure": Text("Closure"),
            "event": Text("Event"),
            "institution": Text("Institution"),
        }
    )
    draft_place_kinds = TextMap(
        {
            "country": Text("country"),
            "region": Text("region"),
            "city": Text("city"),
            "port": Text("port"),
            "sea": Text("sea"),
            "strait": Text("strait"),
            "canal": Text("canal"),
            "river": Text("river"),
            "lake": Text("lake"),
            "island": Text("island"),
            "feature": Text("feature"),
        }
    )
    draft_states = TextMap(
        {
            "unchecked": Text("unchecked"),
            "accepted": Text("accepted"),
            "changed": Text("changed"),
            "rejected": Text("rejected"),
        }
    )
    draft_accept = Text("Accept (A)")
    draft_reject = Text("Reject (X)")
    draft_next = Text("Next (N)")
    draft_previous = Text("Previous (P)")
    draft_undo = Text("Undo (U)")
    draft_accept_kind = Plural(
        "Accept the one left of this kind (K)", "Accept all {count} left of this kind (K)"
    )
    draft_why = Text("Why")
    draft_times = Plural("once in the text", "{count} times in the text")
    draft_change = Text("Change")
    draft_others = Text("Others of this name")
    draft_search = Text("Search a place or a port")
    draft_search_none = Text("Nothing is called so. Try another name, or click on the map.")
    draft_search_hint = Text("A name, or latitude and longitude")
    draft_on_map = Text("Take the place of the next click on the map")
    draft_on_map_now = Text("Click on the map where “{words}” lies.")
    draft_own_place = Text("{words} (placed by hand)")
    draft_from = Text("From")
    draft_to = Text("To")
    draft_lane_unknown = Text("Choose the ports between which the lane runs; without them it is on no map.")
    draft_event_unplaced = Text("The text tells no place for it nearby. Choose one, or it is on no map.")
    draft_body_members = Plural(
        "One member, as of {date}. Sources: {sources}.", "{count} members, as of {date}. Sources: {sources}."
    )
    draft_body_unknown = Text(
        "SeaBrief has no list of its members for the date of the text: it is named beside its passages and "
        "is on no map."
    )
    draft_layer_status = Text("The layer is")
    draft_layer_statuses = TextMap(
        {
            "brief": Text("in the brief: it names this very thing"),
            "context": Text("context: beside what it says"),
            "notional": Text("notional: our illustration"),
        }
    )
    draft_summary = Text("Summary of passage {passage}, in your words")
    draft_takeaway = Text("Takeaway of “{section}”")
    draft_add = Text("Add a place")
    draft_add_words = Text("Words of the text")
    draft_add_words_missing = Text("The text does not say “{words}”.")
    draft_record = Text("Record of the text")
    draft_guess = Text("“{value}”: {where}")
    draft_fields = TextMap(
        {
            "title": Text("Title"),
            "subtitle": Text("Subtitle"),
            "author": Text("Author"),
            "publisher": Text("Publisher"),
            "date": Text("Date (2026, 2026-03 or 2026-03-12)"),
            "language": Text("Language (en, de, ja …)"),
            "url": Text("Address (https://…)"),
            "rights": Text("Rights"),
        }
    )
    draft_own_text = Text("The rights in the text are mine")
    draft_own_text_hint = Text(
        "Then the quotes of the pack together have no limit; else they have 380 words at most."
    )
    draft_date_wrong = Text(
        "“{date}” is no date: write a year, a month or a day, as 2026, 2026-03 or 2026-03-12."
    )
    draft_asked = Plural("{count} field of the record is empty", "{count} fields of the record are empty")
    draft_open = Text("Open as briefing")
    draft_opening = Text("Making the briefing …")
    draft_download = Text("Download pack")
    draft_keep = Text("Keep my work")
    draft_keep_hint = Text("A file with the text and your decisions: open it here to go on.")
    draft_discard = Text("Begin another")
    draft_left_out = Text("Not in the pack")
    draft_opened = Text(
        "“{title}” is on the map. No link leads to it. What you have not checked is stamped so."
    )
    draft_layer_open = Text("Proposed, unchecked")
    draft_layer_kept = Text("Accepted")
    draft_layer_current = Text("Being checked")
