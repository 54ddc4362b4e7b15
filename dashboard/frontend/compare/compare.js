// Two pages of ours in frames beside each other: one camera for both maps, and Python told what the frames show.

/**
 * @import { Component, PairCamera } from "./host.js"
 * @import { CompareData, ComparedFrame } from "./messages.js"
 *
 * @typedef {Pick<Component<CompareData>, "data" | "parentElement" | "setStateValue">} Comparison
 */

const REST_MS = 500;
const OURS = ["at", "embed", "embed_options"]; // what an address may say otherwise without another page to be loaded
const SIDES = /** @type {const} */ (["left", "right"]);
/** @type {WeakMap<HTMLElement, Pair>} */
const pairs = new WeakMap();

/**
 * Draw or update the pair; called by the page on every run of the script.
 * @param {Comparison} component
 */
export default function showPair(component) {
  const { parentElement } = component;
  let pair = pairs.get(parentElement);
  if (!pair) {
    pair = new Pair(/** @type {HTMLElement} */ (parentElement.querySelector(".sb-pair")));
    pairs.set(parentElement, pair);
  }
  pair.update(component);
}

class Pair {
  sides = SIDES.map((side) => new Side(side, this));
  told = "";
  /** Whether both maps have been there at once: the left one leads until then, later the one that is there. */
  met = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting;
  /** @type {Comparison} */
  component;

  /** @param {HTMLElement} root */
  constructor(root) {
    root.replaceChildren(...this.sides.map(({ section }) => section));
  }

  /** @param {Comparison} component */
  update(component) {
    this.component = component;
    for (const [place, side] of this.sides.entries()) side.update(component.data.frames[place], component.data);
  }

  /**
   * Take what a side says of its camera, and have the other side follow.
   * @param {Side} side
   * @param {PairCamera} camera
   */
  take(side, camera) {
    const other = side === this.sides[0] ? this.sides[1] : this.sides[0];
    side.camera = camera;
    if (!camera.first) other.follow(camera);
    else if (other.camera) {
      const leading = this.met ? other : this.sides[0];
      const following = leading === side ? other : side;
      following.follow({ .../** @type {PairCamera} */ (leading.camera), animate: false, first: true });
      this.met = true;
    }
  }

  /** Tell Python what the frames show, once that has rested. */
  wait() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.tell(), REST_MS);
  }

  tell() {
    const [left, right] = this.sides.map((side) => side.read());
    const { clientWidth, clientHeight } = this.sides[0].frame;
    if (!left || !right || !clientWidth) return;
    const sides = { left, right, size: /** @type {[number, number]} */ ([clientWidth, clientHeight]) };
    if (this.told === JSON.stringify(sides)) return;
    this.told = JSON.stringify(sides);
    this.component.setStateValue("sides", sides);
  }
}

class Side {
  section = document.createElement("section");
  title = document.createElement("h2");
  detail = document.createElement("p");
  open = document.createElement("a");
  frame = document.createElement("iframe");
  /** The address that Python has sent last. */
  sent = "";
  /**
   * Where its map looks; undefined until the map is there.
   * @type {PairCamera | undefined}
   */
  camera;

  /**
   * @param {typeof SIDES[number]} name
   * @param {Pair} pair
   */
  constructor(name, pair) {
    this.name = name;
    this.frame.dataset.sbPair = name;
    this.frame.allow = "fullscreen; clipboard-write";
    this.open.target = "_top";
    this.detail.append(document.createElement("span"), this.open);
    this.section.append(this.title, this.detail, this.frame);
    this.frame.addEventListener("sb-camera", (event) =>
      pair.take(this, /** @type {CustomEvent<PairCamera>} */ (event).detail),
    );
    this.frame.addEventListener("load", () => {
      this.frame.contentWindow?.navigation?.addEventListener("currententrychange", () => pair.wait());
      pair.wait();
    });
  }

  /**
   * @param {ComparedFrame} wanted
   * @param {CompareData} data
   */
  update(wanted, data) {
    this.section.setAttribute("aria-label", wanted.label);
    this.frame.title = wanted.label;
    this.title.textContent = wanted.title;
    const [told] = this.detail.children;
    told.textContent = wanted.detail;
    this.open.textContent = data.open;
    this.open.setAttribute("aria-label", `${data.open}: ${wanted.label}`);
    this.open.href = wanted.open;
    if (wanted.address === this.sent) return;
    this.sent = wanted.address;
    if (this.camera && describe(this.frame.contentWindow?.location.href ?? "") === describe(wanted.address)) return;
    this.camera = undefined;
    this.frame.src = wanted.address;
  }

  /** @param {PairCamera} camera */
  follow(camera) {
    if (!this.camera) return;
    this.camera = camera;
    this.frame.contentWindow?.dispatchEvent(new CustomEvent("sb-follow", { detail: camera }));
  }

  /** Return the address that the frame shows, as a link of a page; empty until its map is there. */
  read() {
    const { pathname, search } = this.frame.contentWindow?.location ?? { pathname: "", search: "" };
    return this.camera ? `${pathname.split("/").at(-1)}${search}` : "";
  }
}

/**
 * Return what tells one page from another: its name and parameters, without those that go along with any.
 * @param {string} address
 */
function describe(address) {
  const { pathname, searchParams } = new URL(address, document.baseURI);
  for (const name of OURS) searchParams.delete(name);
  searchParams.sort();
  return `${pathname.split("/").at(-1)}?${searchParams}`;
}
