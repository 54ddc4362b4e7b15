// Hatching: the patterns that fill the areas of members. Sizes and lines come from the theme.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make the patterns for all styles with hatching; areas refer to them by `#sb-hatch-<style>`.
 * @param {{ size: number, lines: Record<string, string> }} hatches
 */
export function drawHatches({ size, lines }) {
  const sheet = makeShape("svg", { class: "sb-hatches", width: 0, height: 0, "aria-hidden": "true" });
  for (const [style, path] of Object.entries(lines)) {
    const box = { width: size, height: size };
    const pattern = makeShape("pattern", { ...box, id: `sb-hatch-${style}`, patternUnits: "userSpaceOnUse" });
    pattern.append(
      makeShape("rect", { ...box, class: `sb-hatch-ground sb-${style}` }),
      makeShape("path", { d: path, class: `sb-hatch sb-${style}` }),
    );
    sheet.append(pattern);
  }
  return sheet;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function makeShape(tag, attributes) {
  const shape = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, String(value));
  return shape;
}
