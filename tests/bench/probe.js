// Watch an app's Leaflet map from the top page. browser.py fills in the two names in capitals below.
(() => {
  if (window !== window.top) return;
  const locate = __LOCATE__;
  const expected = __EXPECTED__;
  const limit_ms = 20000;
  const clock = () => performance.timeOrigin + performance.now();

  const count = () => {
    const { map, count: own } = locate();
    if (own) return own();
    const counts = {};
    map?.eachLayer((layer) => {
      const name = layer.feature?.properties?.layer;
      if (name) counts[name] = (counts[name] ?? 0) + 1;
    });
    return counts;
  };
  const shows = (hidden) => {
    const counts = count();
    return Object.entries(expected).every(
      ([name, features]) => (counts[name] ?? 0) === (hidden.includes(name) ? 0 : features),
    );
  };
  /** Resolve once a test holds; reject after `limit_ms`, and at once where the test itself fails. */
  const until = async (test) => {
    const started = clock();
    while (clock() - started <= limit_ms) {
      if (test()) return clock();
      await new Promise(requestAnimationFrame);
    }
    throw new Error(`not seen: ${test}; drawn: ${JSON.stringify(count())}`);
  };
  // Milliseconds from the next mouse click, on the page or in the map's frame, until the test holds.
  const time = (test) => {
    let clicked;
    for (const view of new Set([window, locate().map.getContainer().ownerDocument.defaultView])) {
      const note = (event) => (clicked ??= view.performance.timeOrigin + event.timeStamp);
      view.addEventListener("click", note, { capture: true, once: true });
    }
    window.bench.pending = until(() => clicked && test()).then((seen) => seen - clicked);
  };

  window.bench = {
    /** Milliseconds until all is drawn; else null, and `failure` says why. */
    loaded: until(() => shows([])).then(
      () => performance.now(),
      (error) => {
        window.bench.failure = error.message;
        return null;
      },
    ),
    timeLayers: (hidden) => time(() => shows(hidden)),
    timePassage: (text) => time(() => document.querySelector('[data-testid="stMain"], main').textContent.includes(text)),
    mark: () => { locate().map.marked = true; },
    isMarked: () => locate().map.marked === true,
    place: (id) => {
      const { map, frame, find } = locate();
      (frame ?? map.getContainer()).scrollIntoView({ block: "start" });
      let target = find?.(id);
      map.eachLayer((layer) => { if (layer.feature?.properties?.id === id) target ??= layer.getLatLng(); });
      const inside = map.latLngToContainerPoint(target);
      const box = map.getContainer().getBoundingClientRect();
      const outer = frame?.getBoundingClientRect() ?? { x: 0, y: 0 };
      return [outer.x + box.x + inside.x, outer.y + box.y + inside.y];
    },
  };
})();
