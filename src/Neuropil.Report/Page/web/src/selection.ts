// Which synapses are selected; the same for every panel, table and group.

export class Selection {
  readonly of: Uint8Array;
  size = 0;
  private readonly listeners: (() => void)[] = [];

  constructor(count: number) {
    this.of = new Uint8Array(count);
  }

  changed(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Replaces, adds to or takes from the selection. */
  take(rows: Iterable<number>, how: "replace" | "add" | "subtract" = "replace"): void {
    if (how === "replace") this.of.fill(0);
    for (const row of rows) this.of[row] = how === "subtract" ? 0 : 1;
    this.tell();
  }

  toggle(row: number): void {
    this.of[row] = this.of[row]! ^ 1;
    this.tell();
  }

  rows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.of.length; row++) if (this.of[row]) rows.push(row);
    return rows;
  }

  private tell(): void {
    let size = 0;
    for (let row = 0; row < this.of.length; row++) size += this.of[row]!;
    this.size = size;
    for (const listener of this.listeners) listener();
  }
}

/** The longest selection that an address holds, in characters. */
const longest = 6000;

/** Runs of rows not selected and selected in turn, as variable-length numbers; null where that is too long for an address. */
export function written(of: Uint8Array): string | null {
  const bytes: number[] = [];
  let state = 0;
  let run = 0;
  for (const value of of) {
    if (value === state) {
      run++;
      continue;
    }
    put(bytes, run);
    state = value;
    run = 1;
  }
  if (state === 1) put(bytes, run);
  if (bytes.length > longest * 0.75) return null;
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function put(bytes: number[], run: number): void {
  while (run >= 128) {
    bytes.push((run & 127) | 128);
    run >>>= 7;
  }
  bytes.push(run);
}

/** Reads what {@link written} wrote; what it cannot read selects nothing. */
export function readBack(text: string, count: number): number[] {
  const rows: number[] = [];
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    let row = 0;
    let selected = false;
    for (let at = 0; at < bytes.length;) {
      let run = 0;
      let shift = 0;
      let byte: number;
      do {
        byte = bytes.charCodeAt(at++);
        run += (byte & 127) * 2 ** shift;
        shift += 7;
      } while (byte & 128 && at < bytes.length);
      if (selected) for (let end = Math.min(count, row + run); row < end; row++) rows.push(row);
      else row += run;
      selected = !selected;
      if (row >= count) break;
    }
  } catch {
    return [];
  }
  return rows;
}
