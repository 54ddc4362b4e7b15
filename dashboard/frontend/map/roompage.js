// A page beside the briefing in a room: who has opened it shows the page to all who follow, and their pages go along.
import { Following } from "./following.js";
import { findPairFrame } from "./pair.js";
import { Presenting, recallHeld } from "./presenting.js";
import { writePage } from "./shownquery.js";

/**
 * @import { Host } from "./host.js"
 * @import { MapData, MapTexts } from "./messages.js"
 *
 * @typedef {object} RoomView What a page in a room needs of its map.
 * @property {HTMLElement} root
 * @property {L.Map | null} map
 * @property {Pick<MapData, "catalogue">} latest
 * @property {Pick<Host, "setTriggerValue">} host
 */

export class RoomPage {
  /** @type {Presenting | null} */
  presenting = null;
  /** @type {Following | null} */
  following = null;

  /**
   * `follows` is the id or the code of the room that is followed, empty where none is; a presenter's tab has his room.
   * @param {RoomView} view
   * @param {MapTexts["room"]} texts
   * @param {{ url: string, follows: string }} rooms
   */
  constructor(view, texts, { url, follows }) {
    const address = new URL(url, document.baseURI).href;
    if (follows) this.follow(view, texts, address, follows);
    else if (recallHeld() && !findPairFrame()) this.present(view, texts, address);
  }

  /**
   * @param {RoomView} view
   * @param {MapTexts["room"]} texts
   * @param {string} address
   */
  present(view, texts, address) {
    const served = () => typeof view.latest.catalogue === "string"; // no link leads to what is not
    const presenting = new Presenting(texts, address, () => (served() ? writePage(location) : ""));
    this.presenting = presenting;
    view.root.querySelector(".sb-stage-bar")?.append(presenting.button);
    view.root.querySelector(".sb-stage")?.append(presenting.root);
  }

  /**
   * @param {RoomView} view
   * @param {MapTexts["room"]} texts
   * @param {string} address
   * @param {string} room
   */
  follow(view, texts, address, room) {
    const following = new Following(texts, address, room, {
      get map() {
        return view.map;
      },
      show: () => undefined, // the page tells Python, which draws it
      tell: (query) => view.host.setTriggerValue("stepped", { scene: "", query }),
      free: () => view.root.classList.remove("sb-following"),
    });
    this.following = following;
    following.root.append(following.drawButton(texts.leave, texts.leave, leave));
    view.root.classList.add("sb-following");
    view.root.append(following.root);
    void following.join();
  }

  close() {
    this.presenting?.close();
    this.following?.close();
  }
}

/** Stay at what is shown, by oneself. */
function leave() {
  const address = new URL(location.href);
  address.searchParams.delete("room");
  location.assign(address);
}
