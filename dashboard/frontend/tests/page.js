// A page for the tests: document and window come from jsdom, Leaflet from its package.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { JSDOM } from "jsdom";

export const { window } = new JSDOM("<!doctype html><body></body>", { url: "https://example.org/" });
const { document } = window;
const { Element, MutationObserver, getComputedStyle } = window;
Object.assign(globalThis, { window, document, Element, MutationObserver, getComputedStyle });

// In the joined script Leaflet is a module beside the others, and those of the map are beside all.
const map = new URL("../map/", import.meta.url);
registerHooks({
  resolve(name, context, next) {
    const shared = name.startsWith("./") && context.parentURL?.includes("/keep/") && new URL(name, map);
    if (shared && existsSync(shared)) return next(shared.href, context);
    return next(name === "./leaflet.js" ? "leaflet" : name, context);
  },
});
globalThis.L = (await import("leaflet")).default;
