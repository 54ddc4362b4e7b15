// A briefing that plays by itself, as on a screen in a lobby, and the screen that stays on meanwhile.

const FRAGMENT = /(?:^|[#&])play=(\d{1,3})(?:&|$)/;

/**
 * Seconds for each scene that an address asks for, as `#play=20`; 0 where it asks for none.
 * @param {string} fragment
 */
export function readPlaying(fragment) {
  return Number(FRAGMENT.exec(fragment)?.[1] ?? 0);
}

export class Playing {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  timer;
  /** @type {Promise<{ release: () => Promise<void> } | undefined> | undefined} */
  awake;

  /**
   * `go()` shows the next scene, or the first one after the last.
   * @param {() => void} go
   */
  constructor(go) {
    this.go = go;
  }

  get on() {
    return this.timer !== undefined;
  }

  /** @param {number} seconds For each scene. */
  start(seconds) {
    this.stop();
    this.timer = setInterval(() => this.go(), seconds * 1000);
    this.awake = navigator.wakeLock?.request("screen").catch(() => undefined); // refused where power is low
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.awake?.then((lock) => lock?.release());
    this.awake = undefined;
  }
}
