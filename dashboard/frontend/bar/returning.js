// Has the whole page run when the connection is there again. Streamlit asks for the part that ran last; a server that
// was started again does not know that part yet, and would leave the page as it is.

/** @import { Host } from "./host.js" */

const STATE = "data-test-connection-state";
const CONNECTED = "CONNECTED";
/** @type {Pick<Host, "setTriggerValue"> | undefined} */
let bar;

/**
 * Note the bar that tells Python; it is outside of all parts of the page, so that the whole page runs.
 * @param {Pick<Host, "setTriggerValue">} host
 */
export function watchReturn(host) {
  if (!bar) {
    const watch = new MutationObserver((changes) => {
      if (changes.some(isReturn)) bar?.setTriggerValue("returned", { at: Date.now() });
    });
    watch.observe(document.body, { subtree: true, attributeFilter: [STATE], attributeOldValue: true });
  }
  bar = host;
}

/** @param {MutationRecord} change */
function isReturn({ target, oldValue }) {
  const state = /** @type {Element} */ (target).getAttribute(STATE);
  return state === CONNECTED && oldValue !== null && oldValue !== CONNECTED;
}
