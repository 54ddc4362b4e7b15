// The position under the pointer, or in the middle of the map where there is no pointer; a click writes it another way.
import { make } from "./elements.js";
import "./leaflet.js";
import { NOTATIONS, writePosition } from "./positions.js";
/* global L */

/**
 * @import { MapTexts } from "./messages.js"
 * @import { Notation } from "./positions.js"
 */

export class ReadOut extends L.Control {
  /** @type {L.Map | undefined} */
  _shownOn;

  /** @type {Notation} */
  _notation = "dd";
  /**
   * Where the pointer is on the map, in pixels; a place that was tapped counts until the map is moved.
   * @type {L.Point | null}
   */
  _pointer = null;

  /**
   * `choose(notation)` is called when the viewer wants another notation.
   * @param {MapTexts} texts
   * @param {(notation: Notation) => void} choose
   */
  constructor(texts, choose) {
    super({ position: "bottomright" });
    this._texts = texts;
    this._choose = choose;
    this._button = make("button", "sb-read-out");
    this._button.type = "button";
    this._button.title = `${texts.readOut}. ${texts.nextNotation}`;
    this._button.addEventListener("click", () => this._advance());
    L.DomEvent.disableClickPropagation(this._button);
  }

  /** @param {L.Map} map */
  onAdd(map) {
    this._shownOn = map;
    map.on("mousemove", this._follow, this).on("click", this._follow, this);
    map.on("mouseout", this._leave, this).on("movestart", this._letGo, this);
    map.on("move resize", this._write, this);
    requestAnimationFrame(() => this._write());
    return this._button;
  }

  /** @param {L.Map} map */
  onRemove(map) {
    this._shownOn = undefined;
    map.off("mousemove", this._follow, this).off("click", this._follow, this);
    map.off("mouseout", this._leave, this).off("movestart", this._letGo, this);
    map.off("move resize", this._write, this);
  }

  /**
   * Write in the notation of the page.
   * @param {Notation} notation
   */
  update(notation) {
    this._notation = notation;
    this._write();
  }

  _advance() {
    const next = NOTATIONS[(NOTATIONS.indexOf(this._notation) + 1) % NOTATIONS.length];
    this.update(next);
    this._choose(next);
  }

  /** @param {L.LeafletMouseEvent} event */
  _follow({ containerPoint }) {
    this._pointer = containerPoint;
    this._write();
  }

  _leave() {
    this._pointer = null;
    this._write();
  }

  _letGo() {
    if (matchMedia("(hover: none)").matches) this._pointer = null;
  }

  _write() {
    if (!this._shownOn) return;
    const map = this._shownOn;
    const { lat, lng } = this._pointer ? map.containerPointToLatLng(this._pointer) : map.getCenter();
    this._button.classList.toggle("sb-read-middle", !this._pointer);
    this._button.textContent = writePosition(Math.max(-90, Math.min(90, lat)), lng, this._notation, this._texts);
  }
}
