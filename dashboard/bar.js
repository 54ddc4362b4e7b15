// The bar at the top of every page: copies the link, and has Streamlit draw the theme that the link asks for.
const FORCED = "seabrief-theme";
const SAID_MS = 2000;

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.className = `sb-bar-button ${data.look}`;
  button.textContent = data.copy;
  button.onclick = () =>
    copy(location.href).then((done) => {
      button.textContent = done ? data.copied : data.failed;
      button.setAttribute("aria-live", "polite");
      setTimeout(() => (button.textContent = data.copy), SAID_MS);
    });
  if (data.drawn) drawTheme(data.theme, data.drawn);
}

/** Put a text on the clipboard; without a secure connection the browser allows the old way alone. */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

/** Streamlit reads the theme when it starts: note the wanted one where it looks, and load the page again, once. */
function drawTheme(wanted, drawn) {
  const place = `stActiveTheme-${location.pathname}-v2`;
  const name = { light: "Light", dark: "Dark" }[wanted] ?? "System";
  const noted = localStorage.getItem(place) === JSON.stringify(name);
  if (wanted) localStorage.setItem(FORCED, name);
  else if (localStorage.getItem(FORCED)) localStorage.removeItem(FORCED);
  else return;
  const usual = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (drawn === (wanted ?? usual) || (wanted && noted)) return;
  localStorage.setItem(place, JSON.stringify(name));
  location.reload();
}
