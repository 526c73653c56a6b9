// Text that came from a table is foreign: what would not be seen, or would turn the reading direction, is made visible.

const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

export function visible(text: string): string {
  return text.replace(unseen, found => `\\u${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}

const integers = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export function count(value: number): string {
  return integers.format(value);
}

/** Four significant digits, as a reader wants them. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "";
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return minus(String(value));
  const size = Math.abs(value);
  return minus(size >= 1e6 || size < 1e-4 ? value.toExponential(3) : String(Number(value.toPrecision(4))));
}

function minus(text: string): string {
  return text.replace("-", "\u2212");
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
