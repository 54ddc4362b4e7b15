// Host of the map program in a page: keeps map, layer panel and Python in step.
import "./leaflet.js";
import { startBriefing } from "./briefing.js";
import { limitZoom, moveCamera, readCamera, readDetail, revealPlace } from "./camera.js";
import { CommonMembers } from "./common.js";
import { Connection } from "./connection.js";
import { Dates } from "./dates.js";
import { make } from "./elements.js";
import { Fading } from "./fading.js";
import { prepareJson, retry } from "./fetching.js";
import { takeWords } from "./graticule.js";
import { Highlights } from "./highlights.js";
import { MAKERS } from "./layers.js";
import { LiveLayers } from "./live.js";
import { Nameplates } from "./names.js";
import { build } from "./program.js";
import { findPairFrame, pairCamera } from "./pair.js";
import { drawPanel } from "./panel.js";
import { addLayers, identify, readCatalogue, takeParcel } from "./parcels.js";
import { Reader } from "./reader.js";
import { ReadOut } from "./readout.js";
import { RoomPage } from "./roompage.js";
import { watchScreen } from "./screen.js";
import { drawStage } from "./stage.js";
import { loadStyles } from "./styles.js";
import { TimeBar } from "./timebar.js";
import { drawUnread } from "./unread.js";
import { ZoomRanges } from "./zooms.js";

/**
 * @import { Briefing } from "./briefing.js"
 * @import { Component, Host } from "./host.js"
 * @import { Acted, Clicked, EventEntry, LiveEntry, MapData, MarkProperties, SceneEntry, Screen, View } from "./messages.js"
 * @import { Legend } from "./legend.js"
 * @import { PackLayer } from "./packlayer.js"
 * @import { LayerActions } from "./panel.js"
 * @import { ReadCatalogue } from "./parcels.js"
 * @import { Program } from "./program.js"
 * @import { ShownView } from "./shownquery.js"
 *
 * @typedef {ReturnType<typeof setTimeout>} Timer
 */

const [REPORT_DELAY_MS, ASK_AGAIN_MS, STEP_AGAIN_MS, CLOSE_ZOOM] = [350, 4000, 4000, 8];
const MOST_STEP_MS = 32_000;
const OF_A_SCENE = ["layers", "at", "feature", "passage"]; // what an address says beside the scene, and of that scene
/** @type {WeakMap<HTMLElement, BriefMap>} */
const mounted = new WeakMap();
let serial = 0;

/**
 * Draw or update the component; called by the page on every run of the script.
 * @param {Component<MapData>} component
 */
export function render(component) {
  let view = mounted.get(component.parentElement);
  const { catalogue, rooms } = component.data;
  const pack = `${identify(catalogue)} ${rooms?.follows ?? ""}`;
  if (!view || view.pack !== pack) {
    dispose(component.parentElement);
    view = new BriefMap(component.parentElement, pack);
    mounted.set(component.parentElement, view);
  }
  view.receive(component);
}

/**
 * Take the map down when the page lets go of the component.
 * @param {HTMLElement} parentElement
 */
export function dispose(parentElement) {
  mounted.get(parentElement)?.remove();
  mounted.delete(parentElement);
}

/**
 * Whether a click is on a link to another page of ours.
 * @param {EventTarget | null} target
 */
function leadsAway(target) {
  const clicked = /** @type {Element} */ (target);
  /** @type {HTMLAnchorElement | null | undefined} */
  const link = clicked.closest?.("a[href]:not([target=_blank])");
  const { origin, pathname } = link ?? location;
  return origin === location.origin && pathname !== location.pathname;
}

class BriefMap {
  zooms = new ZoomRanges();
  dates = new Dates();
  names = new Nameplates();
  listening = new AbortController();
  fading = new Fading(this);
  /**
   * Which changes of Python's are on the map.
   * @type {number | null}
   */
  revision = null;
  /** Whether Python is about to draw the map anew, so that what is on it is not to be told. */
  outdated = false;
  /** Whether the map moves because its area on the page has changed. */
  measuring = false;
  /** Whether the map is on its way to a scene. */
  settling = false;
  /**
   * Scene that is on, of which Python has not yet heard.
   * @type {string | undefined}
   */
  awaited;
  /**
   * Waits to tell Python the scene again.
   * @type {Timer | undefined}
   */
  steppingAgain;
  /**
   * What the map showed when it had come to the scene.
   * @type {string | undefined}
   */
  settled;
  /**
   * What of the map Python knows.
   * @type {string | undefined}
   */
  reported;
  /**
   * Waits to report.
   * @type {Timer | undefined}
   */
  timer;
  /**
   * Waits to ask again.
   * @type {Timer | undefined}
   */
  asked;
  /** @type {MapData["theme"]} */
  theme = "light";

  // Set by each run of the script.
  /** @type {Host} */
  host;
  /** @type {MapData} */
  latest;

  // Set when the map starts.
  /** @type {Promise<void> | undefined} */
  started;
  /** @type {ReadCatalogue} */
  catalogue;
  /** @type {LayerActions} */
  actions;
  /** @type {ReturnType<typeof drawPanel>} */
  panel;
  /** @type {ReturnType<typeof drawStage>["stamp"]} */
  stamp;
  /** @type {ReturnType<typeof drawStage>["foldButton"]} */
  foldButton;
  /** @type {ReturnType<typeof drawStage>["tools"]} */
  tools;
  /** @type {ReturnType<typeof drawStage>["sources"]} */
  sources;
  /** @type {Connection} */
  connection;
  /** @type {ReadOut} */
  readOut;
  /** @type {CommonMembers} */
  common;
  /** @type {LiveLayers} */
  live;
  /**
   * Null once the map is taken down.
   * @type {Program["map"]}
   */
  map;
  /** @type {Program["labels"]} */
  labels;
  /** @type {Program["packLayers"]} */
  packLayers;
  /** @type {ResizeObserver | undefined} */
  observer;

  // Set on the pages that have them.
  /** @type {(() => Screen) | undefined} */
  tellScreen;
  /** @type {Briefing | undefined} */
  briefing;
  /** @type {Legend | undefined} */
  legend;
  /** @type {Reader | undefined} */
  reader;
  /** @type {TimeBar | undefined} */
  timeBar;
  /** @type {RoomPage | undefined} */
  roomPage;

  /**
   * @param {HTMLElement} parentElement
   * @param {string} pack
   */
  constructor(parentElement, pack) {
    this.serial = serial += 1;
    this.pack = pack;
    /** @type {HTMLElement & { briefMap?: BriefMap }} */
    const root = /** @type {HTMLElement} */ (parentElement.querySelector(".sb-frame"));
    root.briefMap = this;
    this.root = root;
    this.highlights = new Highlights(root);
  }

  /** @param {Component<MapData>} component */
  async receive({ data, setStateValue, setTriggerValue }) {
    this.host = { setStateValue, setTriggerValue };
    this.latest = data;
    if (!this.started && !this.ask(takeParcel(data.catalogue))) return;
    this.started ??= this.start(data);
    await this.started;
    if (this.latest === data && this.map) this.apply(data);
  }

  /** @param {MapData} data */
  async start(data) {
    this.paint(data.theme);
    this.names.choose(data.names);
    try {
      const styled = data.styled ? null : loadStyles();
      [this.catalogue] = await Promise.all([readCatalogue(data.catalogue), styled]);
    } catch (problem) {
      if (this.listening.signal.aborted) return; // the page was left meanwhile
      const { message } = /** @type {Error} */ (problem);
      this.root.replaceChildren(make("p", "sb-failure", `${data.failure} (${message})`));
      return;
    }
    if (this.listening.signal.aborted) return;
    this.actions = { toggle: (id, on) => this.toggle(id, on), open: (id) => this.open(id) };
    this.panel = drawPanel(this.catalogue, this.actions, this.names);
    /** @type {(name: Acted["act"]) => void} */
    const act = (name) => {
      this.outdated = true; // until Python has taken the step back, what is on the map is not to be told
      this.host.setTriggerValue("acted", { act: name });
    };
    const { stage, canvas, stamp, foldButton, tools, sources } = drawStage(
      this.catalogue.texts,
      () => this.fold(),
      act,
    );
    this.stamp = stamp;
    this.foldButton = foldButton;
    this.tools = tools;
    this.sources = sources;
    this.root.replaceChildren(this.panel.root, stage, this.sources.root);
    this.fold(data.folded || this.root.clientWidth < 760 || Boolean(findPairFrame()));
    this.live = new LiveLayers(this, this.panel.live);
    takeWords(this.catalogue.texts);
    const { map, labels, packLayers } = build(canvas, MAKERS, this);
    this.map = map;
    this.labels = labels;
    this.packLayers = packLayers;
    addLayers(data.catalogue, this);
    /** @type {(address: string) => string | undefined} */
    const nameLayer = (address) => {
      const layer = Object.values(packLayers).find((one) => one.comesFrom(address));
      return (
        layer && this.panel.root.querySelector(`[data-layer="${CSS.escape(layer.id)}"] .sb-row-title`)?.textContent
      );
    };
    stage.append(drawUnread(this.catalogue.texts, { nameLayer, signal: this.listening.signal }));
    this.connection = new Connection(this.catalogue.texts.away, {
      leave: () => this.awaited && this.keepScene(this.awaited),
      comeBack: () => this.catchUp(),
      signal: this.listening.signal,
    });
    stage.append(this.connection.line);
    this.readOut = new ReadOut(this.catalogue.texts, (positions) =>
      this.host.setTriggerValue("written", { positions }),
    );
    map.addControl(this.readOut);
    if (data.timed) this.timeBar = new TimeBar(this);
    if (this.timeBar) this.sources.root.before(this.timeBar.root);
    this.common = new CommonMembers(this.catalogue);
    map.addControl(this.common);
    if (data.scene) startBriefing(this, data.scene);
    else if (data.rooms) this.roomPage = new RoomPage(this, this.catalogue.texts.room, data.rooms);
    if (data.reader) this.reader = new Reader(this, this.catalogue.passages);
    limitZoom(map);
    this.applyCamera(data.at, data.fly, false);
    this.applyZoomRanges();
    map
      .on("moveend", () => this.moved())
      .on("zoomend", () => {
        this.applyZoomRanges();
        this.common.colour(this.root);
      });
    if (data.rooms?.follows) this.watchHands(map, canvas);
    else if (!data.reader) this.tellScreen = watchScreen(this, REPORT_DELAY_MS);
    map.on("click", (event) => this.reportClick(null, event));
    if (this.presenting) this.watchPointer();
    const take = () => (this.settling = false);
    for (const hand of ["pointerdown", "wheel", "keydown"])
      canvas.addEventListener(hand, take, { capture: true, passive: true });
    /** @type {(event: MouseEvent) => void} */
    const leave = ({ target }) => (this.outdated ||= leadsAway(target)); // a report would reach a page that is gone
    document.addEventListener("click", leave, { capture: true, signal: this.listening.signal });
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(canvas);
  }

  /**
   * Note when a follower lays a hand on the map.
   * @param {L.Map} map
   * @param {HTMLElement} canvas
   */
  watchHands(map, canvas) {
    const look = () => this.following?.lookAround();
    map.on("dragstart boxzoomstart dblclick", look);
    canvas.addEventListener("wheel", look, { passive: true });
    /** @type {(event: TouchEvent) => void} */
    const pinch = ({ touches }) => touches.length > 1 && look();
    canvas.addEventListener("touchstart", pinch, { passive: true });
    canvas.querySelector(".leaflet-control-zoom")?.addEventListener("click", look, { capture: true });
  }

  /** Tell a presenter's followers where he points. */
  watchPointer() {
    const { map } = this;
    map.on("mousemove", ({ latlng }) => this.presenting?.point([latlng.lat, latlng.lng]));
    map.on("mouseout", () => this.presenting?.point(null));
  }

  /** What makes this window a presenter's. */
  get presenting() {
    return (this.briefing ?? this.roomPage)?.presenting;
  }

  /** What makes this window a follower's. */
  get following() {
    return (this.briefing ?? this.roomPage)?.following;
  }

  remove() {
    this.listening.abort();
    this.observer?.disconnect();
    this.briefing?.close();
    this.tools?.close();
    this.sources?.close();
    this.reader?.close();
    this.timeBar?.stop();
    this.roomPage?.close();
    this.fading.stop();
    this.stopReport();
    clearTimeout(this.asked);
    clearTimeout(this.steppingAgain);
    const { map } = this;
    this.map = /** @type {any} */ (null); // what still arrives for this view is dropped
    if (map) Object.assign(map, { _animatingZoom: false }); // Leaflet ends a zoom later, and would find no map
    map?.stop().remove();
  }

  measure() {
    this.measuring = true;
    this.map.invalidateSize({ pan: false });
    limitZoom(this.map);
    this.measuring = false;
  }

  /** Follow the size of the page's map area, which is no move of the viewer's; a scene is framed anew. */
  resize() {
    if (!this.map) return;
    const { clientWidth, clientHeight } = this.map.getContainer();
    if (this.map.getSize().equals([clientWidth, clientHeight])) return;
    const [told, atScene] = [this.reported === this.describe(), this.briefing && this.settling];
    this.measure();
    if (told) this.reported = this.describe();
    if (atScene) this.applyCamera(null, this.briefing?.scene.fly ?? null, false);
  }

  /**
   * Show what a passage lights up, beside what is on from the start.
   * @param {string[]} lit
   * @param {MapData["fly"]} fly
   */
  showPassage(lit, fly) {
    this.showLayers([...this.latest.layers, ...lit], { fade: true });
    this.highlights.light(lit);
    this.applyCamera(null, fly, true);
  }

  /**
   * Show a scene at once and tell Python afterwards.
   * @param {SceneEntry} scene
   */
  showScene({ id, layers: wanted, fly }) {
    this.stopReport();
    this.showUntil("");
    this.showLayers(wanted, { fade: true });
    this.highlights.light([]);
    this.highlights.choose(null);
    this.measure();
    this.applyCamera(null, fly, true);
    this.tellScene(id);
  }

  /**
   * Show what a presenter shows, without telling Python.
   * @param {SceneEntry} scene
   * @param {ShownView} shown
   */
  showFollowed({ layers: usual, fly }, { layers, at, feature }) {
    const { detours } = this.catalogue;
    this.showLayers(layers ? [...layers, ...usual.filter((id) => id in detours)] : usual, { fade: true });
    this.highlights.light([]);
    this.highlights.choose(feature);
    this.measure();
    this.applyCamera(at, at ? null : fly, true);
  }

  /** What of the map is not as its scene has it. */
  describeShown() {
    const { detours } = this.catalogue;
    /** @type {(ids: string[]) => string[]} */
    const own = (ids) => ids.filter((id) => id in this.packLayers && !(id in detours)).sort();
    const [layers, usual] = [own(this.visible()), own(this.briefing?.scene.layers ?? [])];
    const astray = !this.settling && this.root.classList.contains("sb-astray");
    const { chosen } = this.highlights;
    const [layer] = (chosen ?? "").split(".");
    return {
      layers: layers.join() === usual.join() ? null : layers,
      at: astray ? readCamera(this.map) : null,
      feature: chosen && layer in this.packLayers && !(layer in detours) ? chosen : null,
    };
  }

  /**
   * Tell Python the scene, and some times again until it answers: a run that is stopped loses what it was told, and the
   * next one may have nothing new to draw.
   * @param {string} id
   */
  tellScene(id, patience = STEP_AGAIN_MS) {
    this.awaited = id;
    if (this.connection.away) return this.keepScene(id);
    clearTimeout(this.steppingAgain);
    if (patience <= MOST_STEP_MS) this.steppingAgain = setTimeout(() => this.tellScene(id, 2 * patience), patience);
    this.host.setTriggerValue("stepped", { scene: id });
  }

  /**
   * Have the address say a scene while the server is away: it is what a server that comes back reads first.
   * @param {string} id
   */
  keepScene(id) {
    clearTimeout(this.steppingAgain);
    const address = new URL(location.href);
    for (const name of OF_A_SCENE) address.searchParams.delete(name);
    address.searchParams.set("scene", id);
    history.replaceState(history.state, "", address);
  }

  /** Tell the server that is there again what was done meanwhile, and fetch what could not be read. */
  catchUp() {
    void retry();
    if (this.awaited) this.tellScene(this.awaited);
    else if (this.tellScreen && this.reported && this.reported !== this.describe()) this.report();
    if (this.following?.untold) this.following.tell();
  }

  /** Fetch the layers of all scenes after those that are on, so that they can be shown without the server, too. */
  async prepareScenes() {
    const { signal } = this.listening;
    await Promise.all(this.visible().map((id) => this.packLayers[id].ready));
    const layers = new Set(this.catalogue.scenes.flatMap((scene) => scene.layers));
    for (const id of layers) {
      const address = this.packLayers[id]?.address;
      if (address) await prepareJson(address);
      if (signal.aborted) return;
    }
  }

  /**
   * Note which scene Python has heard of; true if that is the one that is on.
   * @param {MapData["scene"]} scene
   */
  hasHeard(scene) {
    if (this.awaited && this.awaited !== scene) return false;
    this.awaited = undefined;
    clearTimeout(this.steppingAgain);
    return true;
  }

  /**
   * Show what had happened by a year, month or day, which the time bar has not gone to; everything where it is empty.
   * @param {string} until
   */
  showUntil(until) {
    if (!this.hideLater(until)) return;
    this.pointAt(null);
    this.timeBar?.release();
  }

  /**
   * Show what had happened by a day, and where the last of it did.
   * @param {string} day
   * @param {EventEntry} event
   */
  showMoment(day, event) {
    this.hideLater(day);
    this.highlights.choose(`${event.layer}.${event.id}`);
    void this.pointAt(event);
    this.report();
  }

  /**
   * Hide what came after a year, month or day; true where it is another one.
   * @param {string} until
   */
  hideLater(until) {
    const changed = this.dates.choose(until, this.root);
    if (changed) {
      this.applyZoomRanges();
      this.labels.refresh();
      this.common.colour(this.root);
      this.map.fire("until");
    }
    return changed;
  }

  /**
   * Name an event where it is on the map, which is brought into view; null for none.
   * @param {EventEntry | null} event
   */
  async pointAt(event) {
    this.labels.lead(event && `${event.layer}.${event.id}`);
    const mark = event && (await this.packLayers[event.layer].findMark(event.id));
    if (mark && this.map && this.timeBar?.event === event) revealPlace(this.map, mark.getLatLng());
  }

  /** @param {string[]} ids */
  switchOn(ids) {
    for (const id of new Set(ids)) this.show(id, true);
    this.refreshNotes();
  }

  /** @param {string[]} ids */
  showLayers(ids, { fade = false } = {}) {
    const wanted = new Set([...ids, ...this.live.wanted]);
    for (const id of Object.keys(this.packLayers)) this.show(id, wanted.has(id), { fade });
    this.refreshNotes();
  }

  fold(folded = !this.root.classList.contains("sb-folded")) {
    this.root.classList.toggle("sb-folded", folded);
    this.foldButton.setAttribute("aria-expanded", String(!folded));
    this.foldButton.textContent = folded ? this.catalogue.texts.layers : this.catalogue.texts.hideLayers;
  }

  /** @param {MapData["theme"]} theme */
  paint(theme) {
    this.theme = theme;
    this.briefing?.showNext();
    this.root.classList.toggle("sb-light", theme !== "dark");
    this.root.classList.toggle("sb-dark", theme === "dark");
  }

  /**
   * Take over what Python says, but only where Python (not this map) made the change.
   * @param {MapData} data
   */
  apply(data) {
    this.outdated = false;
    this.paint(data.theme);
    if (this.names.choose(data.names)) {
      this.labels.refresh();
      this.timeBar?.tell("off");
    }
    this.tools.update(data.undo ?? null);
    this.readOut.update(data.positions ?? "dd");
    this.takeLive(data.live);
    if (this.following?.hasHeard(data) ?? true) this.highlights.choose(data.feature ?? this.timeBar?.key);
    this.presenting?.changed();
    if (!this.hasHeard(data.scene) || data.revision === this.revision) return;
    const first = this.revision === null;
    this.revision = data.revision;
    this.showUntil(data.until ?? "");
    this.showLayers(data.layers);
    this.highlights.light(data.lit);
    if (data.scene) this.briefing?.follow(data.scene, { first });
    if (first) this.resize();
    this.applyCamera(data.at, data.fly, !first);
    this.reader?.start(data.passage);
    const frame = first && findPairFrame();
    if (frame) pairCamera(this.map, frame, this.listening.signal);
    if (first && data.scene) void this.prepareScenes();
  }

  /**
   * Show what was computed for this viewer; ask Python again for what the browser does not hold.
   * @param {LiveEntry[]} entries
   */
  takeLive(entries) {
    this.ask(this.live.take(entries));
    this.refreshNotes();
  }

  /**
   * Ask Python for what is missing, ever less often until it comes (a stopped run loses it); true if nothing is.
   * @param {string[]} keys
   */
  ask(keys, patience = ASK_AGAIN_MS) {
    clearTimeout(this.asked);
    if (!keys.length) return true;
    this.host.setTriggerValue("missing", { keys });
    this.asked = setTimeout(() => this.ask(keys, 2 * patience), patience);
    return false;
  }

  /**
   * @param {MapData["at"]} at
   * @param {MapData["fly"]} fly
   * @param {boolean} animate
   */
  applyCamera(at, fly, animate) {
    this.settling = Boolean(fly && this.briefing);
    moveCamera(this.map, at, fly, { animate, padding: this.briefing || this.reader ? 8 : 48 });
  }

  /**
   * @param {string} id
   * @param {boolean} on
   */
  toggle(id, on) {
    this.show(id, on);
    this.refreshNotes();
    this.presenting?.changed();
    if (!this.live.choose(id, on)) this.report();
  }

  /** @param {string} id */
  open(id) {
    if (!this.map.hasLayer(this.packLayers[id])) this.show(id, true);
    this.refreshNotes();
    this.reportClick(id, null);
  }

  /**
   * @param {string} id
   * @param {boolean} on
   */
  show(id, on, { fade = false } = {}) {
    this.fading.show(id, on, fade);
    const box = this.panel.switches.get(id);
    if (box) box.checked = on;
    box?.closest(".sb-row")?.classList.toggle("sb-on", on);
  }

  visible = () => Object.keys(this.packLayers).filter((id) => this.fading.isShown(id));

  /**
   * Show a marker only between its zooms while its layer is on the map.
   * @param {L.Marker} marker
   * @param {MarkProperties} range
   * @param {PackLayer} layer
   */
  zoomed(marker, range, layer) {
    this.zooms.add(marker, range, layer);
    this.applyZoomRanges();
  }

  applyZoomRanges() {
    if (!this.map) return;
    const zoom = this.map.getZoom();
    this.root.style.setProperty("--sb-zoom", String(zoom));
    this.root.classList.toggle("sb-close", zoom >= CLOSE_ZOOM);
    this.zooms.apply(readDetail(this.map), this.dates);
  }

  /**
   * Tell Python what was clicked: the topmost feature, what lies under it, and the place on the map.
   * @param {string | null} key
   * @param {L.LeafletMouseEvent | null} event
   */
  reportClick(key, event) {
    const under = key && event ? this.highlights.findAt(event.originalEvent.clientX, event.originalEvent.clientY) : [];
    const hits = /** @type {string[]} */ ([...new Set([key, ...under].filter(Boolean))]);
    this.highlights.choose(hits[0]);
    void this.pointAt(null);
    this.timeBar?.release();
    this.following?.lookAround();
    if (this.reader) return this.reader.point(hits[0]);
    /** @type {Clicked["place"]} */
    const place = event && [event.latlng.lat, event.latlng.lng];
    const clicked = { feature: hits[0] ?? "", also: hits.slice(1, 9), place, ...this.state() };
    this.host.setTriggerValue("clicked", clicked);
  }

  moved() {
    if (this.measuring || !this.map) return;
    if (this.settling) this.settled = this.reported = this.describe(); // until the viewer lays a hand on the map
    this.root.classList.toggle("sb-astray", this.settled !== this.describe());
    this.presenting?.changed();
    if (this.reported !== this.describe()) this.report();
  }

  describe = () => JSON.stringify(this.state());

  /** @type {() => View} */
  state = () => {
    const { until } = this.dates;
    return { layers: this.visible(), at: readCamera(this.map), ...(until && { until }) };
  };

  /** Send layers and camera to Python once the map has come to rest. */
  report() {
    const tell = this.tellScreen;
    if (!tell || this.timeBar?.playing) return;
    const send = () => {
      this.timer = undefined;
      if (this.outdated) return;
      this.reported = this.describe();
      this.host.setStateValue("view", tell());
    };
    this.stopReport();
    this.timer = setTimeout(send, REPORT_DELAY_MS);
  }

  stopReport() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  refreshNotes() {
    const visible = this.visible().map((id) => this.catalogue.layers[id]);
    const { texts } = this.catalogue;
    void Promise.all(this.visible().map((id) => this.packLayers[id].ready)).then(() => this.common.colour(this.root));
    const stamps = [
      visible.some((layer) => layer.stamp) && texts.stamp,
      visible.some((layer) => layer.unchecked) && texts.unchecked,
    ];
    this.stamp.textContent = stamps.filter(Boolean).join(" · ");
    this.stamp.hidden = !this.stamp.textContent;
    this.labels.refresh();
    this.timeBar?.update({ hides: Boolean(this.briefing) });
    const credits = new Set(visible.flatMap((layer) => layer.credits));
    const best = this.catalogue.credits.filter((credit) => credits.has(credit)); // by rank, the best first
    const notes = [...this.catalogue.base, ...best, ...credits];
    this.legend?.show(this.visible());
    this.sources.show(this.catalogue.asOf, notes);
  }
}
