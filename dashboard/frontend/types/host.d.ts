// What Streamlit hands a component in the browser.
import type { StateEvents, TriggerEvents } from "./messages.js";

/** Takes events to Python. */
export interface Host {
  setStateValue<Name extends keyof StateEvents>(name: Name, value: StateEvents[Name]): void;
  setTriggerValue<Name extends keyof TriggerEvents>(name: Name, value: TriggerEvents[Name]): void;
}

/** A component on the page, with what Python sends it. */
export interface Component<Data> extends Host {
  parentElement: HTMLElement;
  data: Data;
}

/** Where a map in a frame beside another one looks. */
export interface PairCamera {
  /** Latitude, longitude and zoom. */
  at: [number, number, number];
  /** Whether the map is about to zoom there. */
  animate: boolean;
  /** Whether the map that tells it, or is told, has only just come. */
  first?: boolean;
}
