// Watch from the top page until a scene stands on the map with its words. measure_scenes.py fills in the capitals.
(() => {
  if (window !== window.top) return;
  const locate = __LOCATE__;
  const scenes = __SCENES__;
  const limit_ms = 30000;
  const frame = () => new Promise(requestAnimationFrame);

  const look = (map) => [map.getCenter().lat, map.getCenter().lng, map.getZoom()].join();
  const framed = (map, fly) => {
    const [south, west] = fly[0];
    const [north, east] = fly[1];
    const close = Math.abs(map.getZoom() - map.getBoundsZoom(fly)) < 0.6;
    return close && map.getBounds().contains([(south + north) / 2, (west + east) / 2]);
  };
  /** Resolve when a test has held in two frames, between which nothing moved. */
  const until = async (test) => {
    const started = performance.now();
    let before = null;
    while (performance.now() - started < limit_ms) {
      const now = await test();
      if (now && now === before) return performance.now();
      before = now;
      await frame();
    }
    throw new Error("The scene does not come.");
  };
  const drawn = async (id) => {
    const { map, shows } = locate();
    const ready = map?.getZoom?.() !== undefined && framed(map, scenes[id].fly) && (await shows(id, scenes[id]));
    return ready ? look(map) : null;
  };
  const told = (id) => {
    const heads = [...document.querySelectorAll(':is([data-testid="stMain"], main) :is(h1, h2)')];
    return heads.some((head) => head.textContent.trim() === scenes[id].title);
  };
  const whole = async (id) => (told(id) ? drawn(id) : null);

  window.bench = {
    /** Milliseconds from the link until a scene is whole; else null, and `failure` says why. */
    open: (id) =>
      until(() => whole(id)).catch((error) => {
        window.bench.failure = error.message;
        return null;
      }),
    /** Milliseconds from the next press of a key until the map of a scene is drawn, and until its words are there too. */
    watch: (id) => {
      let pressed;
      window.addEventListener("keydown", (event) => (pressed ??= event.timeStamp), { capture: true, once: true });
      const since = (test) => until(async () => (pressed === undefined ? null : test(id))).then((seen) => seen - pressed);
      window.bench.pending = Promise.all([since(drawn), since(whole)]);
    },
  };
})();
