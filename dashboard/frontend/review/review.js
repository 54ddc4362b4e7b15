// The text of a draft: its paragraphs with what is proposed marked in them, and the keys that decide about it.
import { make } from "./elements.js";
import { isTaken, readKey } from "./keys.js";

/**
 * @import { Component } from "./host.js"
 * @import { ReviewData, ReviewMark, Reviewed } from "./messages.js"
 */

/** What a key does. @type {Record<string, Reviewed["act"]>} */
const KEYS = {
  a: "accept",
  x: "reject",
  n: "next",
  p: "previous",
  u: "undo",
  k: "acceptKind",
};

/** What lets go of the keys of a text that is shown. @type {WeakMap<HTMLElement, AbortController>} */
const listening = new WeakMap();

/**
 * Draw or update the text; called by the page on every run of the script.
 * @param {Pick<Component<ReviewData>, "data" | "parentElement" | "setTriggerValue">} component
 * @returns {() => void} lets go of the keys
 */
export function showReview({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".sb-review"));
  root.className = `sb-review ${data.look}`;
  const former = root.dataset.current;
  if (root.dataset.key !== data.key) root.replaceChildren(...data.paragraphs.map(drawParagraph));
  root.dataset.key = data.key;
  root.dataset.current = data.current;
  for (const mark of root.querySelectorAll("button")) update(mark, data);
  for (const paragraph of root.querySelectorAll("p"))
    paragraph.classList.toggle("sb-passage-open", paragraph.dataset.passage === data.passage);
  if (former !== data.current || !root.dataset.shown) show(root, data.current);
  root.dataset.shown = "yes";
  listening.get(root)?.abort();
  const keys = new AbortController();
  listening.set(root, keys);
  const send = (/** @type {Reviewed["act"]} */ act, item = data.current) => setTriggerValue("reviewed", { act, item });
  root.onclick = ({ target }) => {
    const mark = target instanceof Element && target.closest("button");
    if (mark instanceof HTMLElement && mark.dataset.item) send("choose", mark.dataset.item);
  };
  document.addEventListener(
    "keydown",
    (event) => {
      const act = KEYS[readKey(event)];
      if (!act || event.repeat || event.shiftKey || isTaken(event)) return;
      event.preventDefault();
      send(act);
    },
    { signal: keys.signal },
  );
  return () => keys.abort();
}

/** @param {ReviewData["paragraphs"][number]} paragraph */
function drawParagraph({ id, pieces }) {
  const words = pieces.map(({ text, mark }) => (mark ? drawMark(text, mark) : document.createTextNode(text)));
  const drawn = make("p", "", "", make("span", "sb-id", id), " ", ...words);
  drawn.dataset.passage = id;
  return drawn;
}

/**
 * @param {string} text
 * @param {ReviewMark} mark
 */
function drawMark(text, mark) {
  const button = make("button", "", text);
  button.type = "button";
  button.dataset.item = mark.item;
  button.dataset.kind = mark.kind;
  return button;
}

/**
 * @param {HTMLButtonElement} mark
 * @param {ReviewData} data
 */
function update(mark, data) {
  const item = mark.dataset.item ?? "";
  const status = data.statuses[item] ?? "unchecked";
  mark.className = `sb-found sb-found-${mark.dataset.kind} sb-found-${status}`;
  mark.title = `${data.kinds[mark.dataset.kind ?? ""] ?? ""} · ${data.states[status] ?? ""}`;
  if (item === data.current) mark.setAttribute("aria-current", "true");
  else mark.removeAttribute("aria-current");
}

/**
 * Scroll a mark into view inside the text, and nothing else.
 * @param {HTMLElement} root
 * @param {string} item
 */
function show(root, item) {
  const mark = [...root.querySelectorAll("button")].find((one) => one.dataset.item === item);
  if (!mark) return;
  const room = root.getBoundingClientRect();
  const place = mark.getBoundingClientRect();
  if (place.top < room.top || place.bottom > room.bottom) root.scrollTop += place.top - room.top - room.height / 3;
}
