"""Words beside a name that tell what it stands for, in English and German."""

from geodata.drafting.folding import fold_name


def _words(text: str) -> frozenset[str]:
    """Return words as a folded text has them."""
    return frozenset(map(fold_name, text.split()))


FIRMLY_LOCATIVE = _words(
    "in In at At near Near outside Outside inside Inside across Across around Around throughout "
    "Throughout into Into within Within beyond Beyond neighboring Neighboring neighbouring Neighbouring "
    "downtown southern northern eastern western central Southern Northern Eastern Western Central "
    "northeastern northwestern southeastern southwestern north-eastern north-western south-eastern "
    "south-western northeast northwest southeast southwest rural coastal mainland upstate suburban "
    "metropolitan nearby Nearby toward towards Towards aus Aus nach Nach bei Bei nahe Nahe nördlich "
    "südlich östlich westlich unweit außerhalb innerhalb im Im"
)
"""Words after which a name is a place."""
LOCATIVE = _words(
    "link links linking linked connect connects connecting seize seized capture captured occupied "
    "besieged bombed shelled struck flooded invaded toured visits depart departed departing quit fled "
    "evacuated overran retook from From to of off Off for over between Between via through Through along "
    "Along against leave leaving left visit visiting visited reach reached reaching enter entering "
    "entered north south east west facing and von vor Vor über Über um zwischen Zwischen bis Bis durch "
    "gegen für an An zu und"
)
"""Words after which a name may well be a place."""
CLASSES = _words(
    "city town village port province state county region district capital island islands republic "
    "municipality suburb community commune borough prefecture department governorate canton neighborhood "
    "neighbourhood township territory kingdom coast gulf bay peninsula slum settlement harbor harbour "
    "shores waters coastline naval-base base airport City Town Village Port Province State County Region "
    "District Republic Commonwealth Stadt Hafen Hafenstadt Provinz Insel Dorf Hauptstadt Gemeinde Küste "
    "Bezirk Kreis Bundesstaat Republik"
)
"""Classes of places, as in "the city of X" and "the province X"."""
PLACE_NOUNS = _words(
    "County City Province Prefecture District Region State Territory Island Islands River Valley Bay "
    "Beach Harbor Harbour Port Airport Lake Mountains Mountain Coast Peninsula Township Parish "
    "Governorate Municipality Oblast Strait Straits Sea Gulf Canal Channel Desert Delta Village Town "
    "Heights Hills Springs Falls Creek Park Naval Basin Border Metropolitan International Area Suburb "
    "Borough Metro Station Central North South East West Provinz Insel Inseln Bezirk Hafen Küste Strasse "
    "Straße"
)
"""Nouns after a name with which it is still a place."""
NATURAL_NOUNS = _words(
    "River Valley Bay Beach Lake Mountains Mountain Coast Peninsula Sea Gulf Canal Channel Desert Delta "
    "Heights Hills Springs Falls Creek Park Basin Station Street Road Avenue Square Bridge Hill Point "
    "Gate House Hall"
)
"""Nouns after a name with which it is another place."""
WATER_NOUNS = _words("River Creek Lake Bay Gulf Canal Channel Falls")
"""Those of them that make it one of the waters, whatever else bears the name."""
KINDS_OF_CLASSES = {
    **dict.fromkeys(
        ("city", "town", "village", "City", "Stadt", "municipality", "suburb", "Hauptstadt"), "city"
    ),
    **dict.fromkeys(
        ("state", "province", "State", "Province", "region", "Region", "district", "prefecture"), "region"
    ),
    **dict.fromkeys(
        ("Provinz", "Bundesstaat", "oblast", "Oblast", "governorate", "county", "County"), "region"
    ),
    **dict.fromkeys(("Governor", "Gov", "governor", "Legislature", "legislature", "lawmakers"), "region"),
    **dict.fromkeys(("island", "Insel", "isle"), "island"),
    **dict.fromkeys(("port", "harbour", "harbor", "Hafen", "Port"), "port"),
    **dict.fromkeys(("river", "River", "Fluss"), "river"),
}
"""Classes of places, as they stand beside a name -> kinds."""
PEOPLE_NOUNS = _words(
    "police officials residents resident authorities mayor man woman native natives government teenager "
    "suburb suburbs area region airport hospital courthouse council school schools neighborhood "
    "firefighters"
)
"""Nouns in small letters after a name which speak of those who live there, and of what stands there."""
OFFICES = _words(
    "President Prime Minister Chancellor Premier Governor Gov Mayor Senator Sen Representative Rep "
    "Congressman Congresswoman Secretary Foreign Defense Defence Health Agriculture Agricultural Interior "
    "Finance Department Ministry Ministers Government Parliament Senate Congress Supreme Court House "
    "Police Attorney Governor's Army Navy Air Armed Forces Embassy Ambassador Coast Customs Environmental "
    "Food Geological Centers Center Federal National Public State Judge King Queen Crown Lt Lieutenant "
    "Democrat Republican Democratic Deputy Vice Chief Central Administration Centre Authority Bureau "
    "Service Services Agency Commission Program Programme Regional Metro Treasury Fish Marine Military "
    "Special Open Department's Post-Tsunami CDC FDA EPA USDA"
)
"""Words after the name of a state or region that speak of its offices."""
ORGANIZATION_NOUNS = _words(
    "University College School Institute Hospital Times Post Herald Tribune Gazette News Journal Star "
    "Chronicle Sun Globe Mirror Telegraph Daily Weekly Guardian Observer Examiner Mail Record Bulletin "
    "Register Press Sentinel Dispatch Inquirer Courier Courant Bee Review Today Magazine Television TV "
    "Radio Broadcasting Airlines Airways Air Bank Corporation Corp Inc Ltd Company Co Group Holdings "
    "Motors Steel Industries Foundation Society Association Council Club FC F.C United Rovers Rangers "
    "Wanderers Athletic Giants Yankees Mets Cubs Bulls Lakers Dodgers Angels Raiders Patriots Cowboys "
    "Bears Lions Tigers Eagles Saints Braves Hawks Pirates Steelers Warriors Kings Knicks Nets Jets Bills "
    "Browns Bengals Colts Jaguars Titans Texans Broncos Chiefs Chargers Cardinals Rams Seahawks 49ers "
    "Museum Library Orchestra Symphony Opera Theatre Theater Festival Marathon Stock Exchange Securities "
    "Insurance Church Cathedral Agreement Treaty Convention Protocol Declaration Accord Accords Summit "
    "Conference Process Pact Charter Consensus Doctrine Principles Sound Works Zoo Electric Power Gas "
    "Petroleum Oil Energy Water Hotel Inn Games Olympics Olympic Cartel Fried Jays Sox Sharks Heat Magic "
    "Jazz Suns Spurs Presse Act Organization Organisation Union Committee Federation Congress League Cup "
    "Open Grand Prix Award Awards Consulting Partners Capital Fund Trust Laboratory Laboratories Academy "
    "Clinic Medical Medicine Research Universität Hochschule Zeitung Allgemeine Institut Verein Vertrag "
    "Abkommen Protokoll"
)
"""Nouns after a name with which it is an organisation, a paper, a club or an agreement."""
ACADEMIC_NOUNS = _words("University College Institute Hospital Museum Journal Academy Clinic Library")
"""Those of them that leave no doubt."""
ORGANIZATION_OF = _words(
    "University Bank Church Institute College Museum Duke Duchess Earl Archbishop Bishop Cardinal Treaty "
    "Battle Siege Journal Club Royal Congress Peace Declaration Hospital School Order Lord Baron Countess "
    "Count Council Voice Act Faculty Academy Society Association Universität Vertrag Schlacht"
)
"""Nouns before "of" and a name with which it is an organisation, a title or an event."""
GENERIC_NAMES = _words(
    "North South East West Northern Southern Eastern Western Central Center Centre Centro Middle Upper "
    "Lower Region District Province Capital Metropolitan Northeast Northwest Southeast Southwest "
    "North-East North-West South-East South-West Northeastern Northwestern Southeastern Southwestern "
    "County City Village Town Island Islands Coast Valley River Lake Mountain Hill Bay Port Harbor Lakes "
    "Highlands"
)
"""Words that do not make a name by themselves."""
ORGANIZATION_BEFORE = _words(
    "Universität Hochschule FC SV VfB TSV SC AC AS Borussia Eintracht Real Inter Atletico Radio TV "
    "Television Racing Hotel Hilton Marriott Universidad Universiteit Grupo Banco Banque"
)
"""Words before a name with which it is an organisation or a club."""
TITLES = _words(
    "Mr Mrs Ms Miss Dr Prof Sir Lord Lady King Queen Prince Princess Pope Captain Capt Admiral Adm "
    "General Gen Colonel Col Lieutenant Lt Sergeant Sgt Major Maj Corporal Cpl Private Pvt Commander Cmdr "
    "President Premier Chancellor Minister Secretary Senator Sen Representative Rep Congressman "
    "Congresswoman Governor Gov Mayor Judge Justice Sheriff Officer Detective Coach Professor Doctor Rev "
    "Reverend Father Bishop Archbishop Cardinal Imam Sheikh Ayatollah Chairman Ambassador Director Herr "
    "Frau Präsident Präsidentin Kanzler Kanzlerin Ministerin Kapitän Oberst spokesman spokeswoman "
    "spokesperson actor actress singer author"
)
"""Titles before the name of a person."""
SHIP_PREFIXES = _words(
    "Maersk Evergreen COSCO Cosco USS HMS HMAS HMCS HMNZS INS MV M/V SS RV FS HNLMS USNS JDS JS ROKS "
    "USCGC MS MT M/T MSC BRP RSS KRI KD TCG ITS RFA HDMS HSwMS LNG/C ORP ARA SMS FGS PNS CNS PLANS"
)
"""Prefixes before the name of a ship."""
SHIP_CLASSES = _words(
    "frigate destroyer carrier cruiser submarine corvette tanker vessel ship ferry trawler freighter "
    "warship battleship supertanker flagship Fregatte Zerstörer Flugzeugträger Kreuzer U-Boot Korvette "
    "Tanker Frachter Schiff Fähre"
)
"""Classes of ships before the name of a ship."""
DISEASE_NOUNS = _words(
    "virus viruses flu fever encephalitis hemorrhagic haemorrhagic disease syndrome ebolavirus "
    "marburgvirus influenza measles strain"
)
"""Nouns after a name with which it is a disease."""
MODIFIERS = _words(
    "North South East West Northern Southern Eastern Western Central Greater Downtown Upper Lower Inner "
    "Outer Old Metropolitan Sub-Saharan Mainland Northeast Northwest Southeast Southwest Rural Coastal "
    "Modern Ancient Communist Imperial Soviet Nazi Post-war Occupied Neighboring Neighbouring Nearby The "
    "Nord Süd Ost Nieder Ober Royal Mid Midtown Uptown Colonial Medieval Interior Catholic Muslim Islamic"
)
"""Words with a capital before the name of a place."""
STOP_NAMES = _words(
    "Norden Süden Osten Westen Mitte January February March April May June July August September October "
    "November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Januar Februar März Mai "
    "Juni Juli Oktober Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Of And The "
    "This That These Those There Then They We He She It In On At By As But For From To Or Not No Yes Who "
    "What When Where Why How With Was Were Is Are Be Been Has Have Had Do Does Did Will Would Can Could "
    "Should Same Most Many Much More Some Such Also Only Best Both All Any Each Every Other One Two Der "
    "Die Das Den Dem Des Ein Eine Einer Und Oder Aber Als Am An Auf Aus Bei Bis Da Dass Durch Er Es Für "
    "Im Ist Man Mit Nach Nicht Nur Ob Ohne Sie Sich So Um Unter Vom Von Vor War Weil Wenn Wer Wie Wo Zu "
    "Zum Zur Über Alle Euro Union Internet Central Police Service Street Road Avenue Park Hill Lake River "
    "Island Bay City County Beach Asian European African Roman Christian Jewish Muslim Democrat "
    "Republican Latin Arab Kurdish Welsh Scottish English Mr Mrs Ms Dr Id Un Uno Us It's God Ebola Zika "
    "Aids Hiv Sars Covid Nato Asean Opec Interpol Reuters White Xinhua Yonhap Kyodo Universal General "
    "Federal Imperial Liberal Mission Progress Wall Mac Male Young"
)
"""Words that some town is called as well, and a text hardly ever means it."""
GERMAN_WORDS = _words(
    "Adel Adler Ahorn Altar Altstadt Anger Annex Antike Apotheke Areal Arena Aroma Arsenal Artillerie Aue "
    "Auen Aura Bach Bad Balge Ball Ballast Band Bande Bank Bann Bar Barriere Basar Basen Basis Bau Bauen "
    "Berg Berge Bergland Bernstein Biere Bissen Boden Bogen Bombe Boot Brand Breite Brigg Bruch Brunnen "
    "Buch Buchen Buchten Bundesstadt Burg Charge Charta Damm Damme Deal Dekan Dinge Dom Dome Dorf "
    "Dorfkern Drama Dramen Ebene Echo Ehre Eid Eisen Eisenerz Eisfeld Elch Ende Engel Engen Erbe Erle "
    "Erlen Ernte Esse Experiment Fang Faule Feld Felde Fell Finale Flak Flecken Flora Floss Floß Forst "
    "Front Frist Friedens Fugen Gang Garde Gerede Geste Glorie Graben Grad Granit Grill Grosse Grube "
    "Gummi Haar Hafen Hahn Halbe Halden Hals Handel Haus Hausen Heer Heere Heide Heiden Helden Herrin "
    "Hirne Hit Hof Holz Horde Horden Horizonte Horn Hort Hut Hutten Hölle Igel Industriegebiet Inland "
    "Institut Kai Kalk Kammer Kanal Kanton Kapelle Kapellen Kegel Kehlen Keller Kessel Kiefer Kilo Kinder "
    "Kirchen Klang Klausen Kloster Kode Koma Korb Kran Krebs Kuchen Kultur Kur Kusten Lack Lage Lande "
    "Landen Landstraße Langen Lauf Lehen Lehre Leiden Leiter Level Limit List Liste Lohne Lot Lunge "
    "Mantel Marine Marines Mark Marke Marken Marker Massen Matten Mauer Mauern Meer Mehr Mengen Messen "
    "Mine Mission Mitte Monument Moor Moore Moos Mut Nagel Nahe Namen Netz Neuland Nord Nordstadt Nutzen "
    "Nuss Ofen Orden Ort Orte Oststadt Panik Panorama Park Parks Parole Pech Perle Pilze Plan Planken "
    "Platte Plateau Pol Pole Pool Post Posse Pracht Premiere Rand Rast Raub Rauch Recht Reform Regel "
    "Regen Region Reihe Reis Reserve Riegel Rind Ringe Rohr Rolle Rost Rot Ruinen Runge Saal Sache Salat "
    "Salz Sand Sande Sandbank Schaffen Schleife Schlitz Schulen See Seen Seine Sieg Silos Sinn Skala Solo "
    "Spalt Spangen Sparte Speicher Spitz Split Spur Stadtkern Stall Stand Stange Starke Statte Steigen "
    "Stein Stelle Stoßen Strand Strecke Sud Tabu Tal Talent Tank Tat Teil Titel Tor Tore Trainer "
    "Transporte Ufer Union Uran Wahl Wahlen Wald Wall Wand Ware Waren Warte Wehr Weiler Weise Weiten "
    "Welle Wellen Wende Wenden Werk Weste Wetter Winde Winden Winkel Winter Wirtshaus Wissen Wolken Wort "
    "Zar Zentrum Zone Zoo Zug Übersee"
)
"""German nouns that some town is called as well."""
OTHER_NAMES = frozenset(
    (
        "White House",
        "Wall Street",
        "Red Cross",
        "Green Party",
        "Holy Land",
        "Big Ben",
        "Supreme Court",
        "New Deal",
    )
)
"""Names of several words that some town bears as well, and a text hardly ever means it."""
