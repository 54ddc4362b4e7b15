// What Python and the browser send each other. Written from dashboard/messages.py by `make types`.

/** Event `acted`: a step is to be taken back, or all of them. */
export interface Acted {
  act: "undo" | "reset";
}

/** What the bar at the top of a page shows. */
export interface BarData {
  copy: string;
  copied: string;
  byHand: string;
  /** The theme that the link asks for. */
  theme: "light" | "dark" | null;
  /** The theme that the page is drawn in, where that is known. */
  drawn: "light" | "dark" | null;
  /** Classes of the button. */
  look: string;
  /** Language of the page as an IETF tag. */
  language: string;
}

/** All that an offline page is made of in one language beside the files of its map. */
export interface Book {
  title: string;
  subtitle: string;
  rendering: string;
  language: string;
  brief: BookBrief;
  rights: string;
  scenes: Record<string, BookScene>;
  passages: Record<string, BookPassage>;
  layers: Record<string, BookLayer>;
  sources: Array<BookSource>;
  texts: BookTexts;
  /** The language as an IETF tag. */
  spoken: string;
  /** Its name in itself. */
  spokenName: string;
  /** Address of the catalogue within the page. */
  catalogue: string;
  names: "dual" | "local" | "en" | "ja" | "zh-hans" | "zh-hant" | "dual-de" | "dual-ja" | "local-de" | "local-ja";
  views: Record<string, BookView>;
}

/** How the brief is cited, and where it is. */
export interface BookBrief {
  text: string;
  url: string;
}

/** A fact about a feature. */
export interface BookFact {
  label: string;
  text: string;
  aside: string;
  language: string;
}

/** A feature on an offline page. */
export interface BookFeature {
  name: string;
  facts: Array<BookFact>;
}

/** What the panel of an offline page says of a layer. */
export interface BookLayer {
  title: string;
  status: string;
  badge: string;
  description: string;
  caveat: string;
  stamp: string;
  asOf: string;
  links: Array<BookLink>;
  features: Record<string, BookFeature>;
  /** What is said of the sources as a whole. */
  grounds: Array<string>;
  sources: Array<BookSource>;
}

/** Why a passage calls for a layer. */
export interface BookLink {
  passage: string;
  reason: string;
}

/** A passage on an offline page. */
export interface BookPassage {
  id: string;
  place: string;
  summary: string;
  quote: string;
  /** Our translation of the quote, marked as such; may be empty. */
  rendering: string;
}

/** What the panel of an offline page says of a scene. */
export interface BookScene {
  kicker: string;
  title: string;
  takeaway: string;
  notes: Array<string>;
  passages: Array<string>;
  detoursHead: string;
  detours: Array<Array<string>>;
  shares: Array<Array<string>>;
}

/** A source on an offline page. */
export interface BookSource {
  title: string;
  url: string;
  told: string;
}

/** Words that the panel of an offline page and its buttons show. */
export interface BookTexts {
  all: string;
  /** Label of the choice of the language. */
  spoken: string;
  facts: string;
  sources: string;
  where: string;
  notes: string;
  close: string;
  theme: string;
  shares: string;
  sharesHint: string;
  method: string;
  limits: Array<string>;
  failure: string;
  keys: string;
}

/** What the map of an offline page shows in a scene. */
export interface BookView {
  layers: Array<string>;
  fly: [[number, number], [number, number]];
}

/** Event `bringing`: what the browser kept is on its way, with what it belongs to. */
export interface Bringing {
  /** What a link calls the pack; empty for that of the start and for an upload. */
  pack: string;
  /** Passage that the viewer's layer is tied to; empty for none. */
  passage: string;
}

/** What something is called: the neutral name, and that by each policy by which it differs. */
export interface Called {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
}

/** Layers and scenes of a pack. */
export interface Catalogue {
  groups: Array<LayerGroup>;
  layers: Record<string, LayerEntry>;
  detours: Record<string, DetourEntry>;
  scenes: Array<SceneEntry>;
  /** The earliest first. */
  events: Array<EventEntry>;
  passages: Record<string, PassageEntry>;
  /** Number of bodies from which members of several have the last colour of their scale. */
  mostBodies: number;
  /** Depths in metres at which the colours of the sea change, without 0. */
  depths: Array<number>;
  /** Credits of the base map. */
  base: Array<string>;
  /** Credits of the sources of all layers, by rank, the best first. */
  credits: Array<string>;
  asOf: string;
  texts: MapTexts;
}

/** Event `clicked`: something on the map or in the list of its layers. */
export interface Clicked {
  layers: Array<string>;
  at: [number, number, number];
  until?: string;
  /** Key of the topmost feature, empty where there is none. */
  feature: string;
  /** Keys of what lies under it. */
  also: Array<string>;
  /** None where a row of the list was clicked. */
  place: [number, number] | null;
}

/** Two pages in frames, which look at the same place. */
export interface CompareData {
  /** The left one and the right one. */
  frames: [ComparedFrame, ComparedFrame];
  /** What the link says that opens a side alone. */
  open: string;
}

/** One of two pages beside each other. */
export interface ComparedFrame {
  /** What it is, for screen readers: the side and the title. */
  label: string;
  title: string;
  /** Page, lane and brief. */
  detail: string;
  /** Address of the frame, relative to the page. */
  address: string;
  /** Address of the page alone. */
  open: string;
}

/** Event `sides`: what two frames beside each other show. */
export interface ComparedSides {
  /** Address of a page with its parameters. */
  left: string;
  right: string;
  /** Width and height of each in CSS pixels. */
  size: [number, number];
}

/** What puts a picture of the view on the clipboard. */
export interface CopyData {
  label: string;
  /** Whether a picture is being made. */
  busy: boolean;
  /** Tells pictures apart; empty before the first. */
  file: string;
  /** The picture as PNG in Base64; empty where it was handed over already, or could not be made. */
  picture: string;
  copied: string;
  /** Said where the browser has no such clipboard. */
  unable: string;
  /** Said where the browser does not let the picture through. */
  refused: string;
}

/** Event `copying`: a picture of the view is to be made for the clipboard. */
export interface Copying {
  /** When, in milliseconds since 1970. */
  at: number;
}

/** The detours of a scene, which are a layer that only this scene shows. */
export interface DetourEntry {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  status: "brief" | "notional" | "context";
  badge: string;
  statusText: string;
  style: string;
  mark: string;
  passages: Array<string>;
  credits: Array<string>;
}

/** How a layer is drawn, beside what its style class says. */
export interface Drawing {
  /** Key of its style. */
  key: string;
  /** Whether its lines have a casing. */
  casing: boolean;
  /** CSS pixels by which its lines are moved to the right of their course. */
  aside: number;
}

/** A dated feature in the catalogue. */
export interface EventEntry {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  layer: string;
  /** Id in its layer. */
  id: string;
  /** Year, month or day. */
  date: string;
  /** The date as it is written in the language. */
  told: string;
  /** Whether the brief names it, it is beside the brief, or came after it. */
  kind: "brief" | "context" | "later";
}

/** Words of the button that forgets everything that the browser keeps. */
export interface ForgetTexts {
  all: string;
  nothing: string;
}

/** What the browser is to keep, and what it says of it. */
export interface KeepData {
  /** Tells the session of the server from others. */
  session: string;
  /** Classes of the notice. */
  look: string;
  /** For which places this speaks: what is not among the parts is gone. */
  places: Array<"notes" | "own-layer" | "pack" | "draft">;
  parts: Array<KeptPart>;
  /** Names of all files that the session holds for the viewer. */
  uploads?: Array<string>;
  /** Given where the notice stands. */
  notice?: KeepTexts;
  /** Given where the button stands that forgets everything. */
  forget?: ForgetTexts;
}

/** Words of the notice on what the browser keeps. */
export interface KeepTexts {
  /** Said of what a visit left, with when for `{when}` and what for `{things}`. */
  kept: string;
  /** What something is called by its place, with its name for `{name}`. */
  things: Record<string, string>;
  earlier: string;
  bringBack: string;
  /** Said of `{things}` on their way back. */
  coming: string;
  /** Said of `{problem}` that they met on their way. */
  notBack: string;
  forget: string;
  later: string;
  forgotten: string;
  undo: string;
  /** Said of files that a former session held, with their names for `{files}`. */
  lost: string;
  /** Said of `{things}` where the browser keeps nothing. */
  refused: string;
  /** Said of `{things}` where it has no room. */
  full: string;
  close: string;
}

/** Something of the viewer that his browser keeps: a file that he chose, or a text that was made here. */
export interface KeptPart {
  place: "notes" | "own-layer" | "pack" | "draft";
  /** What a notice calls it. */
  name: string;
  /** Name of the file that brings it back. */
  file: string;
  /** Bytes of the file that he chose, which his browser has at hand; 0 for a text. */
  size: number;
  /** Content of the text; empty for a file. */
  text: string;
  /** What a link calls the pack that is on; empty for that of the start and for an upload. */
  pack: string;
  /** Passage that it is tied to; empty for none. */
  passage: string;
}

/** A name at a place that belongs to a feature of a layer. */
export interface LabelProperties {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  id: string;
  kind: string;
  rank: number;
  min_zoom: number;
  max_zoom: number;
  rotate?: number;
  spacing?: number;
  anchor?: "left" | "right" | "above" | "below";
  offset_x?: number;
  offset_y?: number;
  role: "label";
  since?: string;
  /** Zoom from which it is shown where there is room for it, and few others of its kind are. */
  sparse_zoom?: number;
}

/** Land at one level of detail: a whole-world file, or tiles. */
export interface LandEntry {
  minZoom: number;
  url: string;
  outsideUrl: string;
  /** Folder of the tiles `<west>_<south>.json`. */
  folder: string;
  /** Edge of a tile in degrees. */
  size: number;
  /** West, south, east, north of the tiled area in degrees. */
  box: [number, number, number, number];
  /** Keys of the tiles that hold any land. */
  tiles: Array<string>;
}

/** A layer in the catalogue. */
export interface LayerEntry {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  status: "brief" | "notional" | "context";
  badge: string;
  statusText: string;
  style: string;
  mark: string;
  passages: Array<string>;
  credits: Array<string>;
  bounds: [[number, number], [number, number]];
  stamp: boolean;
  unchecked: boolean;
}

/** Layers under one heading. */
export interface LayerGroup {
  title: string;
  layers: Array<string>;
}

/** A layer that was computed for one viewer. */
export interface LiveEntry {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  status: "brief" | "notional" | "context";
  badge: string;
  statusText: string;
  style: string;
  mark: string;
  passages: Array<string>;
  credits: Array<string>;
  bounds: [[number, number], [number, number]];
  stamp: boolean;
  unchecked: boolean;
  drawing: Drawing;
  panes: Panes;
  id: string;
  /** Checksum of its content, by which the browser keeps it. */
  key: string;
  /** GeoJSON text; absent where it was sent before. */
  features?: string;
}

/** What the map is to show. */
export interface MapData {
  /** Address of the bridge module; a page without a server has it already. */
  bridge?: string;
  /** Address of the catalogue, or what travels instead of it. */
  catalogue: string | Parcel;
  /** What is said until the map is there; a page without a server has said it already. */
  loading?: string;
  /** What is said where the map cannot be drawn. */
  failure: string;
  /** Whether the page has the style sheets of the map already. */
  styled?: boolean;
  /** Counts the changes made by Python; the browser takes over layers and camera when it is new. */
  revision: number;
  /** The layers that are on. */
  layers: Array<string>;
  at: [number, number, number] | null;
  /** Area to fly to; goes before `at`. */
  fly: [[number, number], [number, number]] | null;
  /** The selected feature. */
  feature: string | null;
  /** Layers brought forward while the others fade. */
  lit: Array<string>;
  theme: "light" | "dark";
  /** Scene of the briefing that is on; none on other pages. */
  scene: string | null;
  /** What another window of a briefing asks for to be shown the same pack. */
  ticket?: string;
  /** Where others can follow; null where nobody can. */
  rooms?: Rooms | null;
  names: "dual" | "local" | "en" | "ja" | "zh-hans" | "zh-hant" | "dual-de" | "dual-ja" | "local-de" | "local-ja";
  /** Notation of the position under the pointer; decimal degrees where absent. */
  positions?: "dd" | "ddm" | "dms" | "mgrs";
  live: Array<LiveEntry>;
  /** Whether the list of layers is folded away at first. */
  folded?: boolean;
  /** Whether the map stands beside a text and follows what is read there. */
  reader?: boolean;
  /** Passage at which reading begins. */
  passage?: string | null;
  /** Whether there is a step to take back; null where the page keeps no steps. */
  undo?: boolean | null;
  /** Year, month or day; what came later is hidden. Empty for everything. */
  until?: string;
  /** Whether events stand along a bar, on which the viewer chooses up to when to show. */
  timed?: boolean;
}

/** Words that the map itself shows. */
export interface MapTexts {
  layers: string;
  hideLayers: string;
  live: string;
  open: string;
  /** Stands before the names of what could not be read. */
  notLoaded: string;
  baseMap: string;
  tryAgain: string;
  /** Shown while the server is away. */
  away: string;
  map: string;
  depth: string;
  /** Above the scale of those who belong to several bodies. */
  common: string;
  legend: string;
  search: string;
  status: string;
  anyStatus: string;
  onMap: string;
  noLayers: string;
  undo: string;
  reset: string;
  stamp: string;
  unchecked: string;
  allSources: string;
  fewerSources: string;
  scenes: string;
  previousScene: string;
  nextScene: string;
  returnToScene: string;
  present: string;
  speakerWindow: string;
  speakerNotes: string;
  blackScreen: string;
  uncover: string;
  screenIsBlank: string;
  windowBlocked: string;
  noFullScreen: string;
  joining: string;
  notes: string;
  window: string;
  fullScreen: string;
  restartClock: string;
  nextUp: string;
  lastScene: string;
  /** IETF tag of the language that numbers are written in. */
  language: string;
  /** Letter behind the degrees of a latitude. */
  north: string;
  east: string;
  south: string;
  west: string;
  /** Length on the scale bar, with the field `{km}`. */
  kilometres: string;
  /** Length on the scale bar, with the field `{nm}`. */
  nauticalMiles: string;
  zoomIn: string;
  zoomOut: string;
  readOut: string;
  nextNotation: string;
  room: RoomTexts;
  stage: StageTexts;
  time: TimeTexts;
}

/** A mark at a place. */
export interface MarkProperties {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  id: string;
  role: "mark";
  shape: string;
  /** Width and height in CSS pixels. */
  size: number;
  min_zoom: number;
  max_zoom: number;
  since?: string;
}

/** Event `missing`: the browser holds nothing under these keys. */
export interface Missing {
  keys: Array<string>;
}

/** How a scene moves a name by hand. */
export interface MovedLabel {
  /** CSS pixels. */
  dx: number;
  dy: number;
  anchor: "left" | "right" | "above" | "below";
}

/** The map pane for each role of the features of a layer. */
export interface Panes {
  area: string;
  grade: string;
  line: string;
  limit: string;
  edge: string;
  casing: string;
  mark: string;
}

/** A pack that is not served. */
export interface Parcel {
  /** Checksum of its content, by which the browser keeps it. */
  key: string;
  /** Absent where it was sent before. */
  content?: ParcelContent;
}

/** What the browser needs of a pack that is not served. */
export interface ParcelContent {
  catalogue: Catalogue;
  layers: Array<ParcelLayer>;
}

/** A layer of a pack that is not served. */
export interface ParcelLayer {
  id: string;
  drawing: Drawing;
  panes: Panes;
  /** GeoJSON text. */
  features: string;
}

/** What the map shows beside a passage. */
export interface PassageEntry {
  lit: Array<string>;
  fly: [[number, number], [number, number]] | null;
}

/** Event `read`: another passage is being read. */
export interface Read {
  passage: string;
}

/** Event `returned` of the bar: the connection to the server is there again. */
export interface Returned {
  /** When, in milliseconds since 1970. */
  at: number;
}

/** The text of a draft, a section of it, with what is proposed. */
export interface ReviewData {
  /** Tells sections and texts apart: paragraphs are drawn anew when it is another one. */
  key: string;
  paragraphs: Array<ReviewParagraph>;
  /** What was decided, by the ids of the items. */
  statuses: Record<string, string>;
  /** Id of the item that is decided about; empty for none. */
  current: string;
  /** Id of the paragraph that it lies in. */
  passage: string;
  /** Words for the kinds of items. */
  kinds: Record<string, string>;
  /** Words for what was decided. */
  states: Record<string, string>;
  /** Classes of the text. */
  look: string;
}

/** What is proposed for a piece of text. */
export interface ReviewMark {
  item: string;
  kind: string;
}

/** A paragraph of a draft. */
export interface ReviewParagraph {
  id: string;
  pieces: Array<ReviewPiece>;
}

/** A piece of a paragraph. */
export interface ReviewPiece {
  text: string;
  mark?: ReviewMark;
}

/** Event `reviewed`: what is to be done with an item of a draft. */
export interface Reviewed {
  act: "choose" | "accept" | "reject" | "next" | "previous" | "undo" | "acceptKind";
  /** Id of the item; empty where there is none. */
  item: string;
}

/** Words about rooms: the presenter's, then, by what a follower does, a follower's. */
export interface RoomTexts {
  open: string;
  openHint: string;
  opening: string;
  code: string;
  link: string;
  picture: string;
  copy: string;
  /** How many follow, with the field `{count}`. */
  followers: string;
  hide: string;
  end: string;
  failed: string;
  full: string;
  private: string;
  over: string;
  cut: string;
  joining: string;
  on: string;
  around: string;
  /** Which step is on, with the fields `{step}` and `{count}`. */
  back: string;
  ended: string;
  unknown: string;
  often: string;
  earlier: string;
  later: string;
  comeBack: string;
  leave: string;
}

/** Where rooms are, for pages with a map. */
export interface Rooms {
  /** Address of the rooms, relative to the page. */
  url: string;
  /** Id or code of the room that is followed; empty where none is. */
  follows: string;
}

/** What has the browser save a file that was made. */
export interface SaveData {
  /** Tells files apart; each is saved once. */
  file: string;
  /** CSS selector of the button that downloads it. */
  button: string;
}

/** A scene in the catalogue. */
export interface SceneEntry {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  id: string;
  takeaway: Called;
  /** Addresses of its pictures by theme; empty where there are none. */
  pictures: Record<string, string>;
  layers: Array<string>;
  /** By `layer.feature`. */
  labels: Record<string, MovedLabel>;
  fly: [[number, number], [number, number]];
}

/** Events `view` and `screen`: what is on screen, changed by the viewer or otherwise. */
export interface Screen {
  layers: Array<string>;
  at: [number, number, number];
  until?: string;
  /** Width and height of the map in CSS pixels. */
  size: [number, number];
  /** Milliseconds from the opening of the page until it was told. */
  moment: number;
}

/** An area or a line; `grade`, `limit` and `edge` have no names. */
export interface ShapeProperties {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  id: string;
  role: "area" | "line" | "grade" | "limit" | "edge";
  name?: string;
  /** Opacity of the fill, 0 to 1; 1 where absent. */
  opacity?: number;
  /** Share of the line where its name would best stand; absent where it is named elsewhere or not at all. */
  text_at?: number;
  /** What stands along the line instead of its name. */
  text?: string;
  /** Year, month or day from which it is. */
  since?: string;
}

/** Words of the overview of a briefing, and of what is done by keys. */
export interface StageTexts {
  open: string;
  overview: string;
  close: string;
  play: string;
  /** Said when playing begins, with the field `{seconds}`. */
  plays: string;
  stopped: string;
  secondsAScene: string;
  minutesPlanned: string;
  /** Said while the number of a scene is typed, with the field `{number}`. */
  goTo: string;
  keysHead: string;
  /** Keys, and what they do. */
  keys: Array<[string, string]>;
}

/** Events that stay in the state of the component, by name. */
export interface StateEvents {
  view: Screen;
  screen: Screen;
  sides: ComparedSides;
}

/** Event `stepped`: the map shows a scene; with a ticket, it asks for one of another pack. */
export interface Stepped {
  scene: string;
  ticket?: string;
  /** What a presenter shows, as the query of a link; present where he is followed. Beside the briefing the
scene is empty. */
  query?: string;
}

/** Words of the time bar. */
export interface TimeTexts {
  line: string;
  /** Said while nothing is hidden, with the field `{count}`. */
  all: string;
  previous: string;
  next: string;
  play: string;
  pause: string;
  pace: string;
  /** How long an event stays, with the field `{seconds}`. */
  seconds: string;
  /** Stands where the brief was published. */
  brief: string;
  /** Said of what came after the brief. */
  later: string;
}

/** Events that hold for one run of the script, by name. */
export interface TriggerEvents {
  clicked: Clicked;
  stepped: Stepped;
  acted: Acted;
  written: Written;
  read: Read;
  missing: Missing;
  reviewed: Reviewed;
  returned: Returned;
  copying: Copying;
  bringing: Bringing;
}

/** Layers and camera of the map. */
export interface View {
  layers: Array<string>;
  at: [number, number, number];
  /** Year, month or day up to which it shows; absent where it shows everything. */
  until?: string;
}

/** Event `written`: positions are to be written in another notation. */
export interface Written {
  positions: "dd" | "ddm" | "dms" | "mgrs";
}

/** A name at a place, as the base map has it. */
export interface WrittenName {
  name_local?: string;
  name_en?: string;
  name_ja?: string;
  "name_dual-de"?: string;
  "name_dual-ja"?: string;
  "name_zh-hans"?: string;
  "name_zh-hant"?: string;
  name: string;
  id: string;
  kind: string;
  /** Of two names that collide the one of the lower rank is shown. */
  rank: number;
  min_zoom: number;
  max_zoom: number;
  /** Degrees clockwise. */
  rotate?: number;
  /** Space between the letters in em. */
  spacing?: number;
  anchor?: "left" | "right" | "above" | "below";
  /** CSS pixels eastward; with an anchor to a side, the distance from it. */
  offset_x?: number;
  /** CSS pixels downward. */
  offset_y?: number;
}
