// The files that a viewer chose or dropped on this page, which the browser alone has at hand.

const MOST_HELD = 8;
/** @type {Map<string, File>} */
const chosen = new Map();

/** Note each file that is chosen or dropped from now on. */
export function watchFiles() {
  addEventListener("change", ({ target }) => noteFiles(/** @type {HTMLInputElement} */ (target).files), true);
  addEventListener("drop", ({ dataTransfer }) => noteFiles(dataTransfer?.files), true);
}

/** @param {Iterable<File> | null | undefined} files */
export function noteFiles(files) {
  for (const file of files ?? []) {
    chosen.delete(identify(file));
    chosen.set(identify(file), file);
    if (chosen.size > MOST_HELD) chosen.delete(/** @type {string} */ (chosen.keys().next().value));
  }
}

/**
 * Return the file of a name and a size that was chosen last.
 * @param {{ name: string, size: number }} file
 */
export function findFile(file) {
  return chosen.get(identify(file));
}

/** @param {{ name: string, size: number }} file */
function identify({ name, size }) {
  return `${size} ${name}`;
}
