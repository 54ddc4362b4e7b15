// Swipes on a touch screen: to the left goes on, to the right goes back.

const [LEAST_PX, MOST_SLOPE] = [48, 0.6];

/**
 * Call `swipe` with 1 or -1 where a finger goes over an element from side to side.
 * @param {HTMLElement} element
 * @param {(by: number) => void} swipe
 * @param {AbortSignal} signal
 */
export function watchSwipes(element, swipe, signal) {
  /** @type {{ clientX: number, clientY: number } | null} */
  let began = null;
  element.addEventListener("touchstart", ({ touches }) => (began = touches.length === 1 ? touches[0] : null), {
    passive: true,
    signal,
  });
  element.addEventListener(
    "touchend",
    ({ changedTouches: [{ clientX, clientY }] }) => {
      if (!began) return;
      const [right, down] = [clientX - began.clientX, clientY - began.clientY];
      began = null;
      if (Math.abs(right) >= LEAST_PX && Math.abs(down) <= MOST_SLOPE * Math.abs(right)) swipe(right < 0 ? 1 : -1);
    },
    { passive: true, signal },
  );
}
