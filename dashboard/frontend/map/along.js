// Names along lines: straight, each where its line is in sight, least bent and clear of other names.

/**
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box Pixels on the screen.
 * @typedef {ReturnType<typeof createAlong>} Along
 */

const SVG = "http://www.w3.org/2000/svg";
const SHARES = Array.from({ length: 32 }, (_, index) => (index + 1) / 33);
const PARTS = 4;
const BEND_COST = 20; // of a name whose line strays from it by its own length, against one at the other end of its line
const RISE = { above: 0.5, below: 1.2 }; // of the size of the letters, from the line to their foot

/**
 * Make a name that stands along a line; `key` is an id that nothing else has.
 * @param {string} key
 */
export function createAlong(key) {
  const [root, text] = [document.createElementNS(SVG, "g"), document.createElementNS(SVG, "text")];
  const [guide, along] = [document.createElementNS(SVG, "path"), document.createElementNS(SVG, "textPath")];
  guide.setAttribute("id", key);
  guide.setAttribute("fill", "none");
  text.setAttribute("class", "sb-along");
  along.setAttribute("href", `#${key}`);
  along.setAttribute("startOffset", "50%");
  along.setAttribute("text-anchor", "middle");
  text.append(along);
  root.append(guide, text);
  return { root, guide, text, words: along };
}

/**
 * Set a name beside its line where that is straightest and return the boxes on the screen that it then takes, none
 * where it would be cut or lie across another name everywhere, and is hidden. `at` is the share of the line where it would best be, `below` on which
 * side.
 * @param {{ label: Along, line: { getElement(): Element | undefined }, at: number, below: boolean }} name
 * @param {Box[]} taken
 * @param {Box} frame
 * @returns {Box[]}
 */
export function placeAlong({ label, line, at, below }, taken, frame) {
  const path = /** @type {SVGGeometryElement} */ (line.getElement()); // the line is on the map
  const [length, width] = [path.getTotalLength(), label.text.getComputedTextLength()];
  const size = parseFloat(getComputedStyle(label.text).fontSize);
  const matrix = /** @type {DOMMatrix} */ (path.getScreenCTM());
  const origin = { left: matrix.e, top: matrix.f };
  /** @type {{ cost: number, boxes: Box[], course?: string }} */
  let best = { cost: Infinity, boxes: [] };
  for (const share of SHARES) {
    if (Math.min(share, 1 - share) * length < width / 2) continue;
    const place = measure(path, share * length, width, size, below);
    const boxes = place.boxes.map((box) => move(box, origin));
    if (boxes.some((box) => !lies(box, frame) || taken.some((other) => collide(box, other)))) continue;
    const cost = BEND_COST * place.bend + Math.abs(share - at);
    if (cost < best.cost) best = { cost, boxes, course: place.course };
  }
  label.text.style.visibility = best.course ? "visible" : "hidden";
  if (best.course) label.guide.setAttribute("d", best.course);
  return best.boxes;
}

/**
 * Where a name of a width would stand with its middle at a length of a path: its course, and boxes along it.
 * @param {SVGGeometryElement} path
 * @param {number} middle
 * @param {number} width
 * @param {number} size
 * @param {boolean} below
 */
function measure(path, middle, width, size, below) {
  const points = Array.from({ length: 2 * PARTS + 1 }, (_, index) =>
    path.getPointAtLength(middle + (index / (2 * PARTS) - 0.5) * width),
  );
  if (points[2 * PARTS].x < points[0].x) points.reverse(); // so that no name is upside down
  const [first, last] = [points[0], points[2 * PARTS]];
  const chord = Math.hypot(last.x - first.x, last.y - first.y) || 1;
  const [east, south] = [(last.x - first.x) / chord, (last.y - first.y) / chord];
  const offsets = points.map(({ x, y }) => (y - first.y) * east - (x - first.x) * south);
  const foot = below ? Math.max(...offsets) + RISE.below * size : Math.min(...offsets) - RISE.above * size;
  /** @type {(share: number, down: number) => { x: number, y: number }} */
  const lay = (share, down) => {
    const along = chord / 2 + (share - 0.5) * width;
    return { x: first.x + along * east - down * south, y: first.y + along * south + down * east };
  };
  const reach = Math.max(size, width / PARTS) / 2;
  const boxes = Array.from({ length: PARTS }, (_, index) => {
    const { x, y } = lay((index + 0.5) / PARTS, foot - size / 3);
    return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
  });
  const [start, end] = [lay(-0.1, foot), lay(1.1, foot)];
  const course = `M${start.x} ${start.y}L${end.x} ${end.y}`;
  return { boxes, course, bend: (Math.max(...offsets) - Math.min(...offsets)) / width };
}

/**
 * @param {Box} box
 * @param {{ left: number, top: number }} origin
 */
function move({ left, top, right, bottom }, origin) {
  return { left: left + origin.left, top: top + origin.top, right: right + origin.left, bottom: bottom + origin.top };
}

/**
 * Whether two boxes on the screen overlap or nearly touch.
 * @param {Box} a
 * @param {Box} b
 */
export function collide(a, b) {
  const gap = 3;
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;
}

/**
 * Whether a box lies within another one.
 * @param {Box} box
 * @param {Box} frame
 */
export function lies(box, frame) {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}
