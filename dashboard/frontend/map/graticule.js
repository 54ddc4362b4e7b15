// Meridians and parallels, the scale bar, and the buttons that zoom.
import "./leaflet.js";
/* global L */

const STEPS_DEG = [30, 30, 20, 10, 10, 5, 5, 2, 1, 0.5, 0.25];

/** Meridians and parallels at a step that fits the zoom, with their degrees on the edge of the map, above the land. */
export class Graticule extends L.LayerGroup {
  /**
   * `pane` is that of the lines, `names` that of the degrees.
   * @param {{ pane: string, names: string }} options
   */
  constructor(options) {
    super();
    this._panes = options;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    super.onAdd(map);
    map.on("moveend zoomend", this._refresh, this);
    this._refresh();
    return this;
  }

  /** @param {L.Map} map */
  onRemove(map) {
    map.off("moveend zoomend", this._refresh, this);
    return super.onRemove(map);
  }

  _refresh() {
    this.clearLayers();
    const bounds = this._map.getBounds();
    const step = STEPS_DEG[Math.floor(this._map.getZoom())] ?? 0.1;
    const style = { pane: this._panes.pane, interactive: false, className: "sb-graticule" };
    const [west, east] = [Math.max(bounds.getWest(), -210), Math.min(bounds.getEast(), 510)];
    const [south, north] = [Math.max(bounds.getSouth(), -85), Math.min(bounds.getNorth(), 85)];
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
      this.addLayer(
        L.polyline(
          [
            [south, lon],
            [north, lon],
          ],
          style,
        ),
      );
      this._write([north, lon], degrees(lon, "E", "W"), "top");
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      this.addLayer(
        L.polyline(
          [
            [lat, west],
            [lat, east],
          ],
          style,
        ),
      );
      this._write([lat, east], degrees(lat, "N", "S"), "right");
    }
  }

  /**
   * @param {[number, number]} position
   * @param {string} name
   * @param {string} edge
   */
  _write(position, name, edge) {
    const text = document.createElement("span");
    text.textContent = name;
    const icon = L.divIcon({ html: text, className: `sb-degrees sb-degrees-${edge}`, iconSize: [0, 0] });
    this.addLayer(L.marker(position, { icon, pane: this._panes.names, interactive: false, keyboard: false }));
  }
}

/**
 * @param {number} value
 * @param {string} positive
 * @param {string} negative
 */
function degrees(value, positive, negative) {
  const wrapped = positive === "E" ? ((((value + 180) % 360) + 360) % 360) - 180 : value;
  const size = Math.abs(Number(wrapped.toFixed(2)));
  return `${size}°${size === 0 || size === 180 ? "" : wrapped > 0 ? positive : negative}`;
}

export const Zoom = L.Control.Zoom;

/** Scale bar in kilometres and nautical miles, true at the middle of the map. */
export class NauticalScale extends L.Control.Scale {
  /** @type {HTMLElement | null} */
  _nmScale = null;

  constructor() {
    super({ position: "bottomright", maxWidth: 160, imperial: false });
  }

  /**
   * @param {L.Control.ScaleOptions} _options
   * @param {string} className
   * @param {HTMLElement} container
   */
  _addScales(_options, className, container) {
    this._mScale = L.DomUtil.create("div", className, container);
    this._nmScale = L.DomUtil.create("div", className, container);
  }

  /** @param {number} maxMeters */
  _updateScales(maxMeters) {
    this._updateScale(this._mScale, `${this._getRoundNum(maxMeters / 1000)} km`, this._share(maxMeters, 1000));
    if (!this._nmScale) return;
    this._updateScale(this._nmScale, `${this._getRoundNum(maxMeters / 1852)} nm`, this._share(maxMeters, 1852));
  }

  /**
   * @param {number} maxMeters
   * @param {number} unit
   */
  _share(maxMeters, unit) {
    return (this._getRoundNum(maxMeters / unit) * unit) / maxMeters;
  }
}
