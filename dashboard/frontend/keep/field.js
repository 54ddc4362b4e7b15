// Hands files to the field of the page for what the browser kept, as if the viewer had chosen them: they go the way
// of his uploads, with the same limits.

const PLACE = ".st-key-kept-place";
const REFUSED = '[aria-invalid="true"]';

/**
 * Hand over files, and tell once what came of it: nothing where the server took them, else why one was refused.
 * @param {File[]} files
 * @param {(problem: string) => void} tell
 */
export function handFiles(files, tell) {
  const place = document.querySelector(PLACE);
  const field = /** @type {HTMLInputElement | null | undefined} */ (place?.querySelector("input[type=file]"));
  if (!place || !field) return;
  const handed = new DataTransfer();
  for (const file of files) handed.items.add(file);
  const watch = new MutationObserver(() => {
    const refused = [...place.querySelectorAll(REFUSED)];
    if (field.isConnected && !refused.length) return; // the page has a new field once it has taken the files
    watch.disconnect();
    tell(refused.map((chip) => chip.querySelector("[role=alert]")?.textContent ?? "").join(" "));
    for (const chip of refused) /** @type {HTMLElement | null} */ (chip.querySelector("button"))?.click();
  });
  watch.observe(place, { subtree: true, childList: true, attributes: true });
  field.files = handed.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
