// A page for the tests: document and window come from jsdom, Leaflet from its package.
import { registerHooks } from "node:module";
import { JSDOM } from "jsdom";

export const { window } = new JSDOM("<!doctype html><body></body>", { url: "https://example.org/" });
const { document } = window;
const { Element, MutationObserver, getComputedStyle } = window;
Object.assign(globalThis, { window, document, Element, MutationObserver, getComputedStyle });

// In the joined script Leaflet is a module beside the others.
registerHooks({ resolve: (name, context, next) => next(name === "./leaflet.js" ? "leaflet" : name, context) });
globalThis.L = (await import("leaflet")).default;
