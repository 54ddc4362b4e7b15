// Meridians and parallels, the scale bar, and the buttons that zoom.
import "./leaflet.js";
/* global L */

/** Words of the catalogue: directions, units and titles. */
let words = {};

/** Take over the words of a catalogue, before a map is built. */
export function takeWords(texts) {
  words = texts;
}

/** Meridians and parallels at a step that fits the zoom, with their degrees on the edge of the map, above the land. */
export const Graticule = L.LayerGroup.extend({
  initialize(options) {
    L.LayerGroup.prototype.initialize.call(this);
    L.setOptions(this, options);
  },
  onAdd(map) {
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("moveend zoomend", this._refresh, this);
    this._refresh();
  },
  onRemove(map) {
    map.off("moveend zoomend", this._refresh, this);
    L.LayerGroup.prototype.onRemove.call(this, map);
  },
  _refresh() {
    this.clearLayers();
    const bounds = this._map.getBounds();
    const step = [30, 30, 20, 10, 10, 5, 5, 2, 1, 0.5, 0.25][Math.floor(this._map.getZoom())] ?? 0.1;
    const style = { pane: this.options.pane, interactive: false, className: "sb-graticule" };
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
      this._write([north, lon], degrees(wrapLongitude(lon), words.east, words.west), "top");
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
      this._write([lat, east], degrees(lat, words.north, words.south), "right");
    }
  },
  _write(position, name, edge) {
    const text = document.createElement("span");
    text.textContent = name;
    const icon = L.divIcon({ html: text, className: `sb-degrees sb-degrees-${edge}`, iconSize: [0, 0] });
    this.addLayer(L.marker(position, { icon, pane: this.options.names, interactive: false, keyboard: false }));
  },
});

function wrapLongitude(value) {
  return ((((value + 180) % 360) + 360) % 360) - 180;
}

function degrees(value, positive, negative) {
  const size = Math.abs(Number(value.toFixed(2)));
  return `${size.toLocaleString(words.language)}°${size === 0 || size === 180 ? "" : value > 0 ? positive : negative}`;
}

/** The buttons that zoom, with titles in the language of the page. */
export const Zoom = L.Control.Zoom.extend({
  initialize(options) {
    L.setOptions(this, { ...options, zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut });
  },
});

/** Scale bar in kilometres and nautical miles, true at the middle of the map. */
export const NauticalScale = L.Control.Scale.extend({
  options: { position: "bottomright", maxWidth: 160, imperial: false },
  _addScales(_options, className, container) {
    this._mScale = L.DomUtil.create("div", className, container);
    this._nmScale = L.DomUtil.create("div", className, container);
  },
  _updateScales(maxMeters) {
    const km = words.kilometres.replace("{km}", this._getRoundNum(maxMeters / 1000));
    const nm = words.nauticalMiles.replace("{nm}", this._getRoundNum(maxMeters / 1852));
    this._updateScale(this._mScale, km, this._share(maxMeters, 1000));
    this._updateScale(this._nmScale, nm, this._share(maxMeters, 1852));
  },
  _share(maxMeters, unit) {
    return (this._getRoundNum(maxMeters / unit) * unit) / maxMeters;
  },
});
