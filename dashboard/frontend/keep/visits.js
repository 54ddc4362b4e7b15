// Which visits are still open in some window of the browser: each holds a lock, which goes with its window. Without
// a secure connection, and in a frame that may keep nothing, there are no locks, and no visit is known to be open.

const PREFIX = "seabrief-visit:";

/**
 * Say that a visit is open until what is returned is called.
 * @param {string} visit
 */
export function holdVisit(visit) {
  let release = () => {};
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  navigator.locks?.request(PREFIX + visit, () => held).catch(() => undefined); // a frame may be refused
  return release;
}

/** Return the visits that are open. */
export async function listOpenVisits() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held
    .map(({ name = "" }) => name)
    .flatMap((name) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
}
