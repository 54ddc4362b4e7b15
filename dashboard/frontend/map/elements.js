// Elements of the page, made so that text stays text.

/** Make an element with a class, a text and children; text is always text. */
export function make(tag, className = "", text = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}
