// Names by the naming policy of the viewer. A thing has `name`, the neutral one, and `name_ja` and so on where
// the name by that policy differs from it. Of the policies for readers of a language, such as `local-de`, only
// the neutral one is written: other names are the same for all readers.

/**
 * @typedef {Record<string, any> & { name: string }} Names
 * @typedef {(name: string, language: string) => void} Write
 */

const NEUTRAL = "dual";
const SPOKEN = /^(dual|local)-(.+)$/;
/** @type {Record<string, string>} */
const LANGUAGES = { ja: "ja", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant" };

/** What is written on the map and its panel, rewritten when the policy changes. */
export class Nameplates {
  _policy = NEUTRAL;
  /** @type {{ names: Names, write: Write, owner: string }[]} */
  _plates = [];

  /**
   * Write the name of a thing now and whenever the policy changes: `write(name, language)`.
   * @param {Names} names
   * @param {Write} write
   * @param {string} [owner]
   */
  put(names, write, owner = "") {
    const plate = { names, write, owner };
    this._plates.push(plate);
    this._write(plate);
  }

  /**
   * Return what a thing is called now.
   * @param {Names} names
   * @returns {string}
   */
  call(names) {
    const [, chosen, language] = this._policy.match(SPOKEN) ?? ["", this._policy, ""];
    return names[`name_${chosen}`] ?? names[`name_${NEUTRAL}-${language}`] ?? names.name;
  }

  /**
   * Show the name of a thing in an element, as text; `owner` is the id of the layer that it goes with.
   * @param {Names} names
   * @param {Element} element
   * @param {string} [owner]
   */
  show(names, element, owner = "") {
    /** @type {Write} */
    const write = (name, language) => {
      element.textContent = name;
      element.setAttribute("lang", language);
    };
    this.put(names, write, owner);
  }

  /**
   * Forget the names of a layer that is gone.
   * @param {string} owner
   */
  drop(owner) {
    this._plates = this._plates.filter((plate) => plate.owner !== owner);
  }

  /**
   * Take over a policy; true where it is another one than before.
   * @param {string} policy
   */
  choose(policy) {
    if (policy === this._policy) return false;
    this._policy = policy;
    for (const plate of this._plates) this._write(plate);
    return true;
  }

  /** @param {{ names: Names, write: Write }} plate */
  _write({ names, write }) {
    const name = this.call(names);
    write(name, findLanguage(name, names, this._policy));
  }
}

/**
 * Han characters look different in each language: the browser picks the font by the language said here.
 * @param {string} name
 * @param {Names} names
 * @param {string} policy
 */
function findLanguage(name, names, policy) {
  if (name === names.name) return "en";
  const [, , language] = policy.match(SPOKEN) ?? [];
  if (language && name === names[`name_${NEUTRAL}-${language}`]) return language;
  if (policy in LANGUAGES) return LANGUAGES[policy];
  const written = Object.keys(LANGUAGES).find((other) => names[`name_${other}`] === name);
  return written ? LANGUAGES[written] : "";
}
