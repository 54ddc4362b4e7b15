// Keys by what they mean, with Caps Lock and Shift, on the keypad, and on keyboards of other scripts.

/** @type {Record<string, string>} */
const KEYPAD = {
  Numpad1: "End",
  Numpad2: "ArrowDown",
  Numpad3: "PageDown",
  Numpad4: "ArrowLeft",
  Numpad6: "ArrowRight",
  Numpad7: "Home",
  Numpad8: "ArrowUp",
  Numpad9: "PageUp",
  NumpadDecimal: ".",
};
/** @type {Record<string, string>} */
const MARKS = { Period: ".", Comma: "," };
const UNKNOWN = ["Process", "Unidentified", "Dead"]; // what a key is called while an input method takes it
const FIELDS =
  "input, textarea, select, audio, video, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], " +
  "[role=listbox], [role=radiogroup], [role=grid], [role=menu], [role=slider], [role=spinbutton], [role=tab], [role=tree], " +
  "dialog, [role=dialog], [role=alertdialog]";
const MODAL = "dialog:modal, [role=dialog][aria-modal=true]";

/**
 * Return what a key means: a letter in lower case, a mark, or the name of the key. It is the letter that the
 * keyboard writes, wherever that lies; where it writes none of ours (Cyrillic, Greek, kana), the place of the key.
 * @param {{ key?: string, code?: string }} event
 */
export function readKey({ key = "", code = "" }) {
  if (/^[\d.,]$/.test(key) && code in KEYPAD) return KEYPAD[code];
  if (/^[ -~]$/.test(key)) return key.toLowerCase();
  if (key.length > 1 && !UNKNOWN.includes(key)) return key;
  return /^Key[A-Z]$/.test(code) ? code.slice(-1).toLowerCase() : (MARKS[code] ?? key);
}

/**
 * Whether a key is not the page's: with Ctrl, Alt or Meta, in a field, in a dialog or while one is open.
 * @param {KeyboardEvent} event
 */
export function isTaken(event) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.getModifierState?.("AltGraph"))
    return true;
  return (
    event.composedPath().some((part) => part instanceof Element && part.matches(FIELDS)) ||
    Boolean(document.querySelector(MODAL))
  );
}
