// Names beside the marks of places: each where it covers least, and where it stood before as long as that is free.
import { collide, lies } from "./along.js";

/**
 * @import { Box } from "./along.js"
 * @import { WrittenName } from "./messages.js"
 *
 * @typedef {{ x: number, y: number }} Point Pixels on the screen.
 * @typedef {{ width: number, height: number }} Size
 * @typedef {[right: number, down: number]} Course Where a name stands from its mark: -1, 0 or 1 each.
 * @typedef {{ course: Course, box: Box }} Spot
 */

const KINDS = new Set(["actor", "event", "gate", "member", "place"]);
/**
 * Where a name stands, in order of preference: right, left, above, below, corners; as on slides.
 * @type {Course[]}
 */
const AROUND = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
];
/** @type {Record<string, Course>} */
const ANCHORED = { left: [1, 0], right: [-1, 0], above: [0, -1], below: [0, 1] };
const CORNER_SHARE = 0.6;
const BELOW_PX = 9; // from the middle of a mark to a name above or below it

/**
 * Whether a name stands beside a mark and may change its side.
 * @param {Pick<WrittenName, "kind" | "offset_x" | "offset_y">} name
 */
export function mayMove({ kind, offset_x, offset_y }) {
  return KINDS.has(kind) && Boolean(offset_x || offset_y);
}

/**
 * The sides of a mark in the order in which they are tried; `before` is where the name stood last.
 * @param {Pick<WrittenName, "anchor" | "offset_y">} name
 * @param {Course | null} before
 */
export function listCourses({ anchor, offset_y = 0 }, before) {
  const first = ANCHORED[anchor ?? (offset_y < 0 ? "above" : "left")];
  const tried = [before, first, ...AROUND].filter((course) => course !== null);
  return tried.filter((course, index) => tried.findIndex((other) => isSame(other, course)) === index);
}

/**
 * Return where a name stands on a side of its mark.
 * @param {Point} mark
 * @param {Size} size
 * @param {Course} course
 * @param {number} gap Pixels from the middle of the mark to a name beside it.
 * @returns {Box}
 */
export function findBox(mark, { width, height }, [right, down], gap) {
  const { across, along } = measureStep([right, down], gap);
  const left = mark.x + across + (right > 0 ? 0 : right < 0 ? -width : -width / 2);
  const top = mark.y + along + (down > 0 ? 0 : down < 0 ? -height : -height / 2);
  return { left, top, right: left + width, bottom: top + height };
}

/**
 * Return how a name that begins at its mark is moved to a side, as CSS says it; right whatever its size is.
 * @param {Course} course
 * @param {number} gap
 */
export function writeTranslation(course, gap) {
  const { across, along } = measureStep(course, gap);
  const [x, y] = course.map((step) => ["-100%", "-50%", "0%"][step + 1]);
  return `calc(${x} + ${across}px) calc(${y} + ${along}px)`;
}

/**
 * @param {Course} course
 * @param {number} gap
 */
function measureStep([right, down], gap) {
  return { across: right * gap * (down ? CORNER_SHARE : 1), along: down * BELOW_PX * (right ? CORNER_SHARE : 1) };
}

/**
 * Return the first side where a name is whole and collides with nothing; one that also covers none of `spared`, if
 * there is any; null where there is none.
 * @param {{ mark: Point, size: Size, courses: Course[], gap: number }} name
 * @param {Box[]} taken
 * @param {Box[]} spared
 * @param {Box} frame
 * @returns {Spot | null}
 */
export function findSpot({ mark, size, courses, gap }, taken, spared, frame) {
  const free = courses
    .map((course) => ({ course, box: findBox(mark, size, course, gap) }))
    .filter(({ box }) => lies(box, frame) && !taken.some((other) => collide(box, other)));
  return free.find(({ box }) => !spared.some((other) => collide(box, other))) ?? free[0] ?? null;
}

/**
 * The boxes of marks other than that at a place, and those at the same place.
 * @param {Box[]} marks
 * @param {Point} place
 */
export function omitOwn(marks, { x, y }) {
  return marks.filter(({ left, top, right, bottom }) => x < left || x > right || y < top || y > bottom);
}

/**
 * @param {Course} a
 * @param {Course} b
 */
function isSame(a, b) {
  return a[0] === b[0] && a[1] === b[1];
}
