// Host of the map program in a page: keeps map, layer panel and Python in step.
import "./leaflet.js";
import { Briefing } from "./briefing.js";
import { Dates } from "./dates.js";
import { drawHatches } from "./hatches.js";
import * as layers from "./layers.js";
import { LiveLayers } from "./live.js";
import { Nameplates } from "./names.js";
import { build } from "./program.js";
import { drawPanel, make } from "./panel.js";
import { ZoomRanges } from "./zooms.js";
/* global L */

const REPORT_DELAY_MS = 350;
const CLOSE_ZOOM = 8;
const STYLES = ["leaflet.css", "seabrief.css"].map((name) => new URL(name, import.meta.url).href);
const mounted = new WeakMap();
let serial = 0;

/** Draw or update the component; called by the page on every run of the script. */
export function render(component) {
  let view = mounted.get(component.parentElement);
  if (!view) {
    view = new BriefMap(component.parentElement);
    mounted.set(component.parentElement, view);
  }
  view.receive(component);
}

/** Take the map down when the page lets go of the component. */
export function dispose(parentElement) {
  mounted.get(parentElement)?.remove();
  mounted.delete(parentElement);
}

function loadStyle(href) {
  if (document.querySelector(`link[href="${href}"]`)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(href)));
  });
  document.head.append(link);
  return loaded;
}

class BriefMap {
  constructor(parentElement) {
    this.serial = serial += 1;
    this.targets = new WeakMap();
    this.zooms = new ZoomRanges();
    this.dates = new Dates();
    this.names = new Nameplates();
    this.root = parentElement.querySelector(".sb-frame");
    this.root.briefMap = this;
    this.revision = null;
  }

  async receive({ data, setStateValue, setTriggerValue }) {
    this.host = { setStateValue, setTriggerValue };
    this.latest = data;
    this.started ??= this.start(data);
    await this.started;
    if (this.latest === data && this.map) this.apply(data);
  }

  async start(data) {
    this.paint(data.theme);
    this.names.choose(data.names);
    try {
      const styles = data.styled ? [] : STYLES.map(loadStyle);
      const [read] = await Promise.all([layers.fetchJson(data.catalogue), ...styles]);
      this.catalogue = { ...read, layers: { ...read.layers, ...read.detours } };
    } catch (problem) {
      this.root.replaceChildren(make("p", "sb-failure", `${data.failure} (${problem.message})`));
      return;
    }
    this.actions = { toggle: (id, on) => this.toggle(id, on), open: (id) => this.open(id) };
    this.panel = drawPanel(this.catalogue, this.actions, this.names);
    const canvas = make("div", "sb-map");
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", this.catalogue.texts.map);
    this.stamp = make("div", "sb-stamp", this.catalogue.texts.stamp);
    this.footer = make("p", "sb-sources");
    this.foldButton = Object.assign(make("button", "sb-fold"), { type: "button" });
    this.foldButton.addEventListener("click", () => this.fold());
    const stage = make("div", "sb-stage", "", canvas, this.stamp, this.foldButton);
    this.root.replaceChildren(drawHatches(this.catalogue.hatches), this.panel.root, stage, this.footer);
    this.fold(data.folded || this.root.clientWidth < 760);
    this.live = new LiveLayers(this, this.panel.live);
    const { map, packLayers, labels } = build(canvas, layers, this);
    Object.assign(this, { map, packLayers, labels });
    if (data.scene) this.brief(data.scene);
    this.applyCamera(data.at, data.fly, false);
    this.applyZoomRanges();
    map.on("moveend", () => this.moved()).on("zoomend", () => this.applyZoomRanges());
    map.on("click", (event) => this.reportClick(null, event));
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(canvas);
  }

  remove() {
    this.observer?.disconnect();
    this.briefing?.close();
    clearTimeout(this.timer);
    this.map?.remove();
  }

  /** Follow the size of the page's map area; where it is unchanged, the camera keeps its exact middle. */
  resize() {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const { x, y } = this.map.getSize();
    if (x === clientWidth && y === clientHeight) return;
    this.map.invalidateSize({ pan: false });
    if (this.briefing && this.settled === this.describe()) this.applyCamera(null, this.briefing.scene.fly, false);
  }

  /** Turn the map into the stage of a briefing: the list of layers becomes a legend, keys go through scenes. */
  brief(scene) {
    this.root.classList.add("sb-briefing");
    this.map.keyboard.disable();
    this.briefing = new Briefing(this, this.catalogue);
    this.briefing.mark(scene);
    this.root.append(this.briefing.root);
  }

  /** Show a scene at once and tell Python afterwards. */
  showScene({ id, layers: wanted, fly }) {
    this.showLayers(wanted);
    this.light([]);
    this.mark(null);
    this.applyCamera(null, fly, true);
    clearTimeout(this.timer);
    this.host.setTriggerValue("stepped", { scene: id });
  }

  showLayers(ids) {
    const wanted = new Set([...ids, ...this.live.wanted]);
    for (const id of Object.keys(this.packLayers)) this.show(id, wanted.has(id));
    this.refreshNotes();
  }

  fold(folded = !this.root.classList.contains("sb-folded")) {
    this.root.classList.toggle("sb-folded", folded);
    this.foldButton.setAttribute("aria-expanded", String(!folded));
    this.foldButton.textContent = folded ? this.catalogue.texts.layers : this.catalogue.texts.hideLayers;
  }

  paint(theme) {
    this.root.classList.toggle("sb-light", theme !== "dark");
    this.root.classList.toggle("sb-dark", theme === "dark");
  }

  /** Take over what Python says, but only where Python (not this map) made the change. */
  apply(data) {
    this.paint(data.theme);
    if (this.names.choose(data.names)) this.labels.refresh();
    this.takeLive(data.live);
    this.mark(data.feature);
    if (this.dates.choose(data.until, this.root)) this.showLater();
    if (data.revision === this.revision) return;
    const first = this.revision === null;
    this.revision = data.revision;
    this.showLayers(data.layers);
    this.light(data.lit);
    if (data.scene) this.briefing.mark(data.scene);
    if (first) this.resize();
    this.applyCamera(data.at, data.fly, !first);
  }

  /** Show what was computed for this viewer; ask Python again for what the browser does not hold. */
  takeLive(entries) {
    const missing = this.live.take(entries);
    if (missing.length) this.host.setTriggerValue("missing", { keys: missing });
    this.refreshNotes();
  }

  applyCamera(at, fly, animate) {
    const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const options = still ? { animate: false, reset: true } : { duration: 0.9 };
    const padding = this.briefing ? [8, 8] : [48, 48];
    this.settling = Boolean(fly && this.briefing);
    if (fly) this.map[still ? "fitBounds" : "flyToBounds"](fly, { padding, maxZoom: 11, ...options });
    else if (at) this.map[still ? "setView" : "flyTo"]([at[0], at[1]], at[2], options);
  }

  toggle(id, on) {
    this.show(id, on);
    this.refreshNotes();
    if (!this.live.choose(id, on)) this.report();
  }

  open(id) {
    if (!this.map.hasLayer(this.packLayers[id])) this.show(id, true);
    this.refreshNotes();
    this.reportClick(id, null);
  }

  show(id, on) {
    const layer = this.packLayers[id];
    if (on) this.map.addLayer(layer);
    else this.map.removeLayer(layer);
    const box = this.panel.switches.get(id);
    this.labels.refresh();
    box.checked = on;
    box.closest(".sb-row").classList.toggle("sb-on", on);
  }

  visible() {
    return Object.keys(this.packLayers).filter((id) => this.map.hasLayer(this.packLayers[id]));
  }

  /** Bring the layers of a passage forward by fading the others; no ids, nothing fades. */
  light(ids) {
    const lit = new Set(ids);
    this.root.classList.toggle("sb-lit", lit.size > 0);
    this.lit = lit;
    const rows = this.panel.root.querySelectorAll(".sb-row");
    rows.forEach((row) => row.classList.toggle("sb-row-lit", lit.has(row.dataset.layer)));
    this.root.querySelectorAll(".sb-map [data-layer]").forEach((element) => this.fade(element));
  }

  fade(element) {
    element.classList.toggle("sb-faded", this.lit?.size > 0 && !this.lit.has(element.dataset.layer));
  }

  /** Remember which layer an element of the map belongs to. */
  register(element, key) {
    this.targets.set(element, key);
    element.dataset.feature = key;
    element.classList.toggle("sb-selected", key === this.selected);
  }

  /** Tie an element to its layer so that lighting a passage can fade it. */
  own(element, layerId) {
    element.dataset.layer = layerId;
    this.fade(element);
  }

  mark(feature) {
    this.selected = feature;
    this.root.querySelectorAll(".sb-selected").forEach((element) => element.classList.remove("sb-selected"));
    if (!feature) return;
    const exact = this.root.querySelectorAll(`.sb-map [data-feature="${CSS.escape(feature)}"]`);
    exact.forEach((element) => element.classList.add("sb-selected"));
  }

  /** Show what the chosen date has reached, and hide the rest. */
  showLater() {
    this.applyZoomRanges();
    this.labels.refresh();
  }

  /** Show a marker only between its zooms while its layer is on the map. */
  zoomed(marker, range, layer) {
    this.zooms.add(marker, range, layer);
    this.applyZoomRanges();
  }

  applyZoomRanges() {
    const zoom = this.map?.getZoom();
    this.root.style.setProperty("--sb-zoom", zoom);
    this.root.classList.toggle("sb-close", zoom >= CLOSE_ZOOM);
    this.zooms.apply(zoom, this.dates);
  }

  /** Tell Python what was clicked: the topmost feature, what lies under it, and the place on the map. */
  reportClick(key, event) {
    const { clientX, clientY } = event?.originalEvent ?? {};
    const under = key && event ? document.elementsFromPoint(clientX, clientY) : [];
    const hits = [...new Set([key, ...under.map((element) => this.targets.get(element))].filter(Boolean))];
    this.mark(hits[0]);
    const place = event && [event.latlng.lat, event.latlng.lng];
    const clicked = { feature: hits[0] ?? "", also: hits.slice(1, 9), place, ...this.state() };
    this.host.setTriggerValue("clicked", clicked);
  }

  moved() {
    if (this.settling) {
      this.settling = false;
      this.settled = this.reported = this.describe();
    }
    if (this.reported !== this.describe()) this.report();
  }

  describe() {
    return JSON.stringify(this.state());
  }

  state() {
    const { lat, lng } = this.map.getCenter();
    return { layers: this.visible(), at: [Number(lat.toFixed(3)), Number(lng.toFixed(3)), Number(this.map.getZoom().toFixed(2))] };
  }

  /** Send layers and camera to Python once the map has come to rest. */
  report() {
    const send = () => {
      this.reported = this.describe();
      this.host.setStateValue("view", this.state());
    };
    clearTimeout(this.timer);
    this.timer = setTimeout(send, REPORT_DELAY_MS);
  }

  refreshNotes() {
    const visible = this.visible().map((id) => this.catalogue.layers[id]);
    this.stamp.hidden = !visible.some((layer) => layer.stamp);
    const notes = [...this.catalogue.base, ...visible.flatMap((layer) => layer.credits)];
    this.footer.textContent = `${[...new Set(notes)].join(" · ")} — ${this.catalogue.asOf}`;
  }
}
