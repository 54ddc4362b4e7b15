// A briefing at a glance: its scenes to go to, the time that is planned, playing by itself, and the keys.
import { openDialog } from "./dialog.js";
import { make } from "./elements.js";

/**
 * @import { SceneEntry, StageTexts } from "./messages.js"
 * @import { BriefingView } from "./briefing.js"
 *
 * @typedef {object} Acts What can be done from the overview.
 * @property {(index: number) => void} go Goes to a scene, by its number from 0 on.
 * @property {(seconds: number) => void} play
 * @property {(minutes: number) => void} plan
 */

const [LEAST_SECONDS, MOST_SECONDS, MOST_MINUTES] = [3, 600, 600];

/**
 * Show the overview.
 * @param {Pick<BriefingView, "names" | "theme"> & { root: HTMLElement }} view
 * @param {SceneEntry[]} scenes
 * @param {{ shown: number, seconds: number, minutes: number, keys: boolean }} state
 * @param {StageTexts} texts
 * @param {Acts} acts
 */
export function showOverview(view, scenes, state, texts, acts) {
  const list = make("ol", "sb-overview");
  const close = () => dialog.close();
  const buttons = scenes.map((scene, index) => {
    const button = drawScene(view, scene, index);
    if (index === state.shown) button.setAttribute("aria-current", "step");
    button.addEventListener("click", () => {
      close();
      acts.go(index);
    });
    list.append(make("li", "", "", button));
    return button;
  });
  list.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = buttons[at + findStep(event.key, list)];
    if (at < 0 || !next || next === buttons[at]) return;
    event.preventDefault();
    next.focus();
  });
  const seconds = drawNumber(texts.secondsAScene, state.seconds, LEAST_SECONDS, MOST_SECONDS);
  const minutes = drawNumber(texts.minutesPlanned, state.minutes, 0, MOST_MINUTES);
  minutes.field.addEventListener("change", () => acts.plan(minutes.read()));
  const play = Object.assign(make("button", "sb-rail-button", texts.play), { type: "button" });
  play.addEventListener("click", () => {
    close();
    acts.play(seconds.read());
  });
  const dialog = openDialog(
    view.root,
    { title: texts.overview, close: texts.close },
    list,
    make("div", "sb-overview-time", "", play, seconds.label, minutes.label),
    drawKeys(texts, state.keys),
  );
  buttons[state.shown]?.focus();
}

/**
 * @param {Pick<BriefingView, "names" | "theme">} view
 * @param {SceneEntry} scene
 * @param {number} index
 */
function drawScene({ names, theme }, scene, index) {
  const words = make("span", "", `${index + 1}. ${names.call(scene)}`);
  const button = Object.assign(make("button", "sb-overview-scene", "", words), { type: "button" });
  const picture = scene.pictures[theme];
  if (picture) button.prepend(Object.assign(make("img"), { alt: "", src: new URL(picture, document.baseURI).href }));
  return button;
}

/**
 * @param {string} text
 * @param {number} value
 * @param {number} min
 * @param {number} max
 */
function drawNumber(text, value, min, max) {
  const field = Object.assign(make("input"), { type: "number", min, max, value });
  const read = () => Math.min(Math.max(Math.round(field.valueAsNumber) || 0, min), max);
  return { label: make("label", "", text, field), field, read };
}

/**
 * @param {StageTexts} texts
 * @param {boolean} open
 */
function drawKeys(texts, open) {
  const rows = texts.keys.flatMap(([keys, act]) => [make("dt", "", keys), make("dd", "", act)]);
  const details = make(
    "details",
    "sb-overview-keys",
    "",
    make("summary", "", texts.keysHead),
    make("dl", "", "", ...rows),
  );
  details.open = open;
  return details;
}

/**
 * By how many scenes a key goes on; 0 for one that goes nowhere.
 * @param {string} key
 * @param {HTMLElement} list
 */
function findStep(key, list) {
  const row = getComputedStyle(list).gridTemplateColumns.split(" ").length;
  /** @type {Record<string, number>} */
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row };
  return steps[key] ?? 0;
}
