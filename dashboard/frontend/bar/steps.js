// Has Back and Forward of the browser walk through what the viewer did. Streamlit makes an entry of the history of
// each address that Python writes: also of the one that completes the address of a page just opened, so that Back
// would lead to the page itself.

const ACTS = ["pointerdown", "keydown", "wheel"];

/** Have an address that nothing the viewer did has led to take the place of the one before. */
export function joinSteps() {
  let acted = false;
  /** Whether the last entry is on the page before; it may be the query of the page that opens next, written early. */
  let early = false;
  for (const act of ACTS) addEventListener(act, () => (acted = true), { capture: true, passive: true });
  addEventListener("popstate", () => (acted = false), true);
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const samePage = new URL(address ?? "", location.href).pathname === location.pathname;
    if (!acted && (samePage || early)) {
      early &&= samePage;
      return history.replaceState(state, title, address);
    }
    early = samePage;
    acted = false;
    push(state, title, address);
  };
}
