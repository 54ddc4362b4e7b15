// The notice at the top of a page: what is kept in this browser, what a server that was started again has lost, and
// what cannot be kept.
import { make } from "./elements.js";

/**
 * @import { KeepTexts, KeptPart } from "./messages.js"
 * @import { KeptThing, KeptVisit } from "./database.js"
 *
 * @typedef {object} Told
 * @property {KeptVisit[]} offered
 * @property {string[]} lost Names of what the server no longer holds.
 * @property {KeptThing[]} coming
 * @property {string} problem Why something could not be brought back; empty for no reason.
 * @property {KeptThing[]} forgotten
 * @property {{ part: KeptPart, full: boolean }[]} failed
 *
 * @typedef {object} Acts
 * @property {(visit: KeptVisit) => void} bringBack
 * @property {(visits: KeptVisit[]) => void} forget
 * @property {() => void} restore
 * @property {() => void} wait
 * @property {() => void} close
 */

/** @type {Intl.DateTimeFormatOptions} */
const WHEN = { dateStyle: "medium", timeStyle: "short" };

/**
 * Draw the notice anew; nothing where there is nothing to say.
 * @param {{ root: HTMLElement, texts: KeepTexts, look: string }} place
 * @param {Told} told
 * @param {Acts} acts
 */
export function drawNotice({ root, texts, look }, { offered, lost, coming, problem, forgotten, failed }, acts) {
  const [newest, ...earlier] = offered;
  const rows = [];
  if (lost.length)
    rows.push(drawRow(fill(texts.lost, { files: lost.join(", ") }), newest ? [] : [[texts.close, acts.close]]));
  if (problem) rows.push(drawRow(fill(texts.notBack, { problem }), [[texts.close, acts.close]]));
  if (coming.length) rows.push(drawRow(fill(texts.coming, { things: list(coming) }), []));
  if (newest) rows.push(drawVisit(newest));
  if (earlier.length) rows.push(make("details", "", "", make("summary", "", texts.earlier), ...earlier.map(drawVisit)));
  if (forgotten.length)
    rows.push(
      drawRow(fill(texts.forgotten, { things: list(forgotten) }), [
        [texts.undo, acts.restore],
        [texts.close, acts.close],
      ]),
    );
  if (failed.length) {
    const why = failed.some(({ full }) => full) ? texts.full : texts.refused;
    rows.push(drawRow(fill(why, { things: list(failed.map(({ part }) => part)) }), [[texts.close, acts.close]]));
  }
  const words = rows.map(({ textContent }) => textContent).join("\n");
  if (root.dataset.told === words && root.className.includes(look)) return; // the focus stays where it is
  root.dataset.told = words;
  root.className = `sb-kept ${look}`;
  root.setAttribute("role", lost.length || failed.length ? "alert" : "status");
  root.replaceChildren(...rows);

  /** @param {KeptVisit} visit */
  function drawVisit(visit) {
    const language = document.documentElement.lang;
    const form = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language || undefined, WHEN);
    const said = fill(texts.kept, { when: form.format(visit.when), things: list(visit.things) });
    return drawRow(said, [
      [texts.bringBack, () => acts.bringBack(visit)],
      [texts.forget, () => acts.forget([visit])],
      [texts.later, acts.wait],
    ]);
  }

  /** @param {Pick<KeptPart, "place" | "name">[]} things */
  function list(things) {
    return things.map(({ place, name }) => fill(texts.things[place] ?? "{name}", { name })).join(", ");
  }
}

/**
 * @param {string} words
 * @param {[string, () => void][]} acts
 */
function drawRow(words, acts) {
  const buttons = acts.map(([label, act]) => {
    const button = make("button", "", label);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  });
  return make("div", "sb-kept-row", "", make("p", "", words), ...buttons);
}

/**
 * Put values into the fields of a message.
 * @param {string} message
 * @param {Record<string, string>} values
 */
function fill(message, values) {
  return message.replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field);
}
