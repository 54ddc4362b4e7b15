// Names on the map: where they stand, and which of them give way.
import { collide, lies, placeAlong } from "./along.js";
import { findSpot, listCourses, mayMove, omitOwn, writeTranslation } from "./beside.js";
import { readDetail } from "./camera.js";
import { awaitJson } from "./fetching.js";
import "./leaflet.js";
/* global L */

/**
 * @import { Along, Box } from "./along.js"
 * @import { Course } from "./beside.js"
 * @import { Dates } from "./dates.js"
 * @import { Fading } from "./fading.js"
 * @import { Highlights } from "./highlights.js"
 * @import { LabelProperties, MovedLabel, SceneEntry, WrittenName } from "./messages.js"
 * @import { Nameplates } from "./names.js"
 * @import { PackLayer } from "./packlayer.js"
 *
 * @typedef {WrittenName & Pick<LabelProperties, "since" | "sparse_zoom">} LabelRecord
 * @typedef {{ geometry: GeoJSON.Point, properties: LabelRecord }} LabelFeature
 * @typedef {LabelRecord & { owner: PackLayer | null, marker: L.Marker, text: HTMLElement, course: Course | null, shown: boolean }} Label
 * @typedef {{ label: Along, line: L.Path, at: number, below: boolean, owner: PackLayer }} NamedLine
 *
 * @typedef {{ taken: Box[], marks: Box[], spared: Box[], frame: DOMRect }} Surroundings
 *
 * @typedef {object} LabelView
 * @property {HTMLElement} root
 * @property {Pick<Nameplates, "show">} names
 * @property {Pick<Highlights, "own" | "fade">} highlights
 * @property {Pick<Dates, "hasBegun">} dates
 * @property {Pick<Fading, "isShown">} fading
 */

const FURNITURE = ".leaflet-control, .sb-stamp:not([hidden]), .sb-stage-bar button";
const MARKS = ".sb-mark:not(.sb-mark-member, .sb-leaving)";
const [ASIDE_PX, NEAR_PX] = [16, 3];
const SPARED = new Set(["country", "ocean"]); // names of the base map that others cover only where they must
const [SPARSE_PX2, APART_PX] = [42_000, 100]; // room for each name that is shown from farther out than the others

/** Names on the map: shown in their zoom range, the less important one hidden where two would collide. */
export class LabelLayer extends L.Layer {
  /** @type {Label[]} */
  _labels = [];
  /** @type {NamedLine[]} */
  _lines = [];
  /** @type {SceneEntry["labels"]} */
  _moved = {};
  /**
   * Key of the feature whose name goes before all others.
   * @type {string | null}
   */
  _leading = null;
  /** @type {number | null} */
  _frame = null;
  /**
   * Zoom at which names were placed last.
   * @type {number | undefined}
   */
  _zoom;

  /**
   * `url` is the address of the names of the base map.
   * @param {{ pane: string, url: string }} options
   * @param {LabelView} view
   */
  constructor(options, view) {
    super();
    L.setOptions(this, options);
    this._view = view;
    this.ready = awaitJson(options.url).then((data) => {
      for (const feature of data.features) this.add(feature, null);
    });
  }

  /** @param {L.Map} map */
  onAdd(map) {
    map.on("moveend zoomend", this._schedule, this);
    document.fonts?.addEventListener("loadingdone", this._measureAgain);
    this._schedule();
    return this;
  }

  /** @param {L.Map} map */
  onRemove(map) {
    map.off("moveend zoomend", this._schedule, this);
    document.fonts?.removeEventListener("loadingdone", this._measureAgain);
    return this;
  }

  /**
   * Write a name; `owner` is the layer that it belongs to, null for the base map.
   * @param {LabelFeature} feature
   * @param {PackLayer | null} owner
   */
  add(feature, owner) {
    const [lon, lat] = feature.geometry.coordinates;
    const properties = feature.properties;
    const text = document.createElement("span");
    this._view.names.show(properties, text, owner?.id);
    text.className = `sb-label sb-label-${properties.kind}`;
    if (properties.rotate) text.style.rotate = `${properties.rotate}deg`;
    if (properties.spacing) text.style.setProperty("--spacing", `${properties.spacing}em`);
    setBeside(text, properties, this._moved[`${owner?.id}.${properties.id}`]);
    const icon = L.divIcon({ html: text, className: "sb-label-anchor", iconSize: [0, 0] });
    const marker = L.marker([lat, lon], { icon, pane: this.options.pane, interactive: false, keyboard: false });
    if (owner) this._view.highlights.own(text, owner.id);
    text.setAttribute("aria-hidden", "true"); // the table of the map says all names, with what they are
    this._labels.push({ ...properties, owner, marker, text, course: null, shown: false });
    this._labels.sort((a, b) => a.rank - b.rank);
    this._schedule();
  }

  refresh() {
    this._schedule();
  }

  /**
   * Have the name of a feature go before all others, from however far out; null for none.
   * @param {string | null} key
   */
  lead(key) {
    this._leading = key;
    this._schedule();
  }

  /**
   * Place the name of a line along it while the line is on the map.
   * @param {NamedLine} line
   */
  addAlong(line) {
    this._lines.push(line);
    this._schedule();
  }

  /**
   * Move names as a scene wants them: by the key of a feature, how far, and which side of them is at the mark.
   * @param {SceneEntry["labels"]} moved
   */
  arrange(moved) {
    this._moved = moved;
    for (const label of this._labels) label.course = null;
    for (const { text, owner, id, ...properties } of this._labels) {
      setBeside(text, properties, moved[`${owner?.id}.${id}`]);
    }
    this._schedule();
  }

  /**
   * Take the names of a layer that is gone off the map.
   * @param {PackLayer} owner
   */
  drop(owner) {
    const gone = this._labels.filter((label) => label.owner === owner);
    for (const { marker } of gone) marker.remove();
    this._labels = this._labels.filter((label) => label.owner !== owner);
    this._lines = this._lines.filter((line) => line.owner !== owner);
  }

  _measureAgain = () => this._schedule();

  _schedule() {
    this._frame ??= requestAnimationFrame(() => {
      this._frame = null;
      if (this._map) this._place();
    });
  }

  /** First what belongs to layers, then the names of lines, then those of the base map, which keep off marks too; degrees give way to all. */
  _place() {
    const frame = this._map.getContainer().getBoundingClientRect();
    const taken = this._listBoxes(FURNITURE);
    const zoom = this._map.getZoom();
    if (zoom !== this._zoom) for (const label of this._labels) label.course = null;
    this._zoom = zoom;
    const due = this._labels.filter((label) => this._attach(label));
    const base = due.filter((label) => !label.owner);
    const marks = this._listBoxes(MARKS).map(shrink);
    const spared = base.filter(({ kind }) => SPARED.has(kind)).flatMap(findBoxes);
    this._placeOwned(due, { taken, marks, spared, frame });
    taken.push(...marks);
    const drawn = this._lines.filter(({ label, owner }) => label.root.isConnected && this._map.hasLayer(owner));
    for (const line of drawn) taken.push(...placeAlong(line, taken, frame));
    for (const label of base) settle(label, findFree(label, taken, frame), taken);
    this._clearDegrees(taken);
  }

  /**
   * Place what belongs to layers: at last what is shown from farther out, while there is room, and what lies apart first.
   * @param {Label[]} due
   * @param {Surroundings} around
   */
  _placeOwned(due, around) {
    const { taken, frame } = around;
    /** @type {(label: Label) => Box[]} */
    const place = (label) => (this._isFixed(label) ? findFree(label, taken, frame) : this._setBeside(label, around));
    const detail = readDetail(this._map);
    const leading = due.filter((label) => this._leads(label));
    for (const label of leading) {
      const free = place(label);
      settle(label, free.length ? free : this._setBeside(label, { ...around, marks: [] }), taken);
    }
    const owned = due.filter((label) => label.owner && !this._leads(label));
    for (const label of owned) if (detail >= label.min_zoom) settle(label, place(label), taken);
    /** @type {L.Point[]} */
    const named = [];
    const sparse = owned.filter(({ min_zoom }) => detail < min_zoom);
    /** @type {(label: Label) => L.Point} */
    const locate = ({ marker }) => this._map.latLngToContainerPoint(marker.getLatLng());
    let room = Math.floor((frame.width * frame.height) / SPARSE_PX2);
    for (const apart of [APART_PX, 0]) {
      for (const label of sparse) {
        const at = locate(label);
        if (label.shown || (room > 0 && named.some((other) => other.distanceTo(at) < apart))) continue;
        settle(label, room > 0 ? place(label) : [], taken);
        if (!label.shown) continue;
        named.push(at);
        room -= 1;
      }
    }
  }

  /**
   * @param {string} selector
   * @returns {Box[]}
   */
  _listBoxes(selector) {
    return [...this._view.root.querySelectorAll(selector)].map((part) => part.getBoundingClientRect());
  }

  /** @param {Box[]} taken */
  _clearDegrees(taken) {
    /** @type {NodeListOf<HTMLElement>} */
    const degrees = this._view.root.querySelectorAll(".sb-degrees span");
    for (const text of degrees) {
      const box = text.getBoundingClientRect();
      text.style.visibility = taken.some((other) => collide(box, other)) ? "hidden" : "visible";
    }
  }

  /**
   * Put a name on the map where it is due, else take it off; true where it is due.
   * @param {Label} label
   */
  _attach(label) {
    label.shown = false;
    const zoom = readDetail(this._map);
    const inRange = this._leads(label) || (zoom >= (label.sparse_zoom ?? label.min_zoom) && zoom <= label.max_zoom);
    const owned = !label.owner || this._map.hasLayer(label.owner);
    const near = this._map.getBounds().contains(label.marker.getLatLng());
    if (!inRange || !owned || !near || !this._view.dates.hasBegun(label)) {
      this._map.removeLayer(label.marker);
      return false;
    }
    if (!this._map.hasLayer(label.marker)) label.marker.addTo(this._map);
    if (label.owner) {
      this._view.highlights.fade(label.text);
      label.text.classList.toggle("sb-leaving", !this._view.fading.isShown(label.owner.id));
    }
    return true;
  }

  /** @param {Label} label */
  _leads({ owner, id }) {
    return owner !== null && `${owner.id}.${id}` === this._leading;
  }

  /**
   * Whether a name stays where its layer or a scene puts it.
   * @param {Label} label
   */
  _isFixed(label) {
    return !mayMove(label) || `${label.owner?.id}.${label.id}` in this._moved;
  }

  /**
   * Set a name on a free side of its mark and return its box, none where no side is free.
   * @param {Label} label
   * @param {Surroundings} around
   */
  _setBeside(label, { taken, marks, spared, frame }) {
    const { x, y } = this._map.latLngToContainerPoint(label.marker.getLatLng());
    const mark = { x: frame.left + x, y: frame.top + y };
    const size = { width: label.text.offsetWidth, height: label.text.offsetHeight };
    const gap = Math.abs(label.offset_x || ASIDE_PX / 2);
    const name = { mark, size, gap, courses: listCourses(label, label.course) };
    const spot = findSpot(name, [...taken, ...omitOwn(marks, mark)], spared, frame);
    if (!spot) return [];
    label.course = spot.course;
    label.text.style.translate = writeTranslation(spot.course, gap);
    label.text.style.textAlign = ["right", "center", "left"][spot.course[0] + 1];
    return [spot.box];
  }
}

/**
 * The boxes of a name where it stands, none where it is cut or collides with one that is there already.
 * @param {Label} label
 * @param {Box[]} taken
 * @param {Box} frame
 */
function findFree(label, taken, frame) {
  const boxes = findBoxes(label);
  return boxes.every((box) => lies(box, frame) && !taken.some((other) => collide(box, other))) ? boxes : [];
}

/**
 * Show a name that has boxes, and take them.
 * @param {Label} label
 * @param {Box[]} boxes
 * @param {Box[]} taken
 */
function settle(label, boxes, taken) {
  label.shown = boxes.length > 0;
  label.text.style.visibility = label.shown ? "visible" : "hidden";
  taken.push(...boxes);
}

/**
 * Names may come nearer to marks than to each other.
 * @param {Box} box
 */
function shrink({ left, top, right, bottom }) {
  return { left: left + NEAR_PX, top: top + NEAR_PX, right: right - NEAR_PX, bottom: bottom - NEAR_PX };
}

/**
 * Set a name beside its place; the third argument says how a scene moves it.
 * @param {HTMLElement} text
 * @param {Pick<WrittenName, "offset_x" | "offset_y" | "anchor">} place
 * @param {Partial<MovedLabel>} [moved]
 */
function setBeside(text, { offset_x = 0, offset_y = 0, anchor }, { dx = 0, dy = 0, anchor: side } = {}) {
  const at = side ?? anchor ?? "";
  const across = choose({ left: Math.abs(offset_x), right: -Math.abs(offset_x), above: 0, below: 0 }, at) ?? offset_x;
  const down = choose({ above: -ASIDE_PX, below: ASIDE_PX }, at) ?? offset_y;
  const along = choose({ left: "0%", right: "-100%" }, at) ?? "-50%";
  text.classList.toggle("sb-label-left", at === "left");
  text.style.translate = `calc(${along} + ${across + dx}px) calc(-50% + ${down + dy}px)`;
}

/**
 * Return what holds for a side, undefined where nothing special does.
 * @template Value
 * @param {Record<string, Value>} bySide
 * @param {string} side
 * @returns {Value | undefined}
 */
function choose(bySide, side) {
  return bySide[side];
}

/**
 * Where a name lies on the screen: one box, or for a slanting one a row of boxes along it.
 * @param {Label} label
 * @returns {Box[]}
 */
function findBoxes({ text, rotate }) {
  const frame = text.getBoundingClientRect();
  if (!rotate) return [frame];
  const [length, height] = [text.offsetWidth, text.offsetHeight];
  const [x, y] = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
  const angle = (rotate * Math.PI) / 180;
  const count = Math.max(1, Math.ceil(length / height));
  return Array.from({ length: count }, (_, index) => {
    const along = ((index + 0.5) / count - 0.5) * length;
    const [left, top] = [x + along * Math.cos(angle) - height / 2, y + along * Math.sin(angle) - height / 2];
    return { left, top, right: left + height, bottom: top + height };
  });
}
