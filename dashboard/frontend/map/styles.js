// The style sheets of the map, loaded once a page.

const SHEETS = ["leaflet.css", "seabrief.css"].map((name) => new URL(name, import.meta.url).href);

/** Load the style sheets that the page lacks. */
export function loadStyles() {
  return Promise.all(SHEETS.map(loadStyle));
}

/** @param {string} href */
function loadStyle(href) {
  if (document.querySelector(`link[href="${href}"]`)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(href)));
  });
  document.head.append(link);
  return loaded;
}
