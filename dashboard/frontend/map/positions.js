// Positions in the notation that the viewer has chosen; `geodata/geometry/notations.py` writes the same.
import { writeReference } from "./mgrs.js";

/**
 * @import { MapData, MapTexts } from "./messages.js"
 *
 * @typedef {NonNullable<MapData["positions"]>} Notation
 * @typedef {Pick<MapTexts, "language" | "north" | "east" | "south" | "west">} PositionTexts
 */

/** @type {Notation[]} */
export const NOTATIONS = ["dd", "ddm", "dms", "mgrs"];
const SIGNS = ["°", "′", "″"];
/** Figures of a notation, and the decimals of the last one. */
const FIGURES = { dd: [1, 3], ddm: [2, 1], dms: [3, 0] };

/**
 * Write a position, such as `35°27.0′ N, 139°39.0′ E`.
 * @param {number} lat
 * @param {number} lon
 * @param {Notation} notation
 * @param {PositionTexts} texts
 */
export function writePosition(lat, lon, notation, texts) {
  if (notation === "mgrs") return writeReference(lat, lon);
  const wrapped = lon >= -180 && lon <= 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180;
  const north = writeCoordinate(lat, [texts.north, texts.south], notation, texts.language);
  return `${north}, ${writeCoordinate(wrapped, [texts.east, texts.west], notation, texts.language)}`;
}

/**
 * @param {number} degrees
 * @param {[string, string]} ends
 * @param {Exclude<Notation, "mgrs">} notation
 * @param {string} language
 */
function writeCoordinate(degrees, ends, notation, language) {
  const [count, decimals] = FIGURES[notation];
  const units = Math.round(Math.abs(degrees) * 60 ** (count - 1) * 10 ** decimals);
  const figures = Array.from({ length: count }, (_, index) => {
    const unit = 60 ** (count - 1 - index) * 10 ** decimals;
    const above = index ? units % (60 * unit) : units;
    const last = index === count - 1;
    const figure = last ? above / 10 ** decimals : Math.floor(above / unit);
    const form = { minimumIntegerDigits: index ? 2 : 1, useGrouping: false };
    const shown = last ? { ...form, minimumFractionDigits: decimals, maximumFractionDigits: decimals } : form;
    return `${figure.toLocaleString(language, shown)}${SIGNS[index]}`;
  });
  return `${figures.join("")} ${ends[Number(degrees < 0 && units > 0)]}`;
}
