// The synapses as a table that holds only the rows in sight, so that a hundred thousand sort and scroll at once.
import { element, short, visible } from "./text";

export interface TableColumn {
  name: string;
  unit: string;
  number: boolean;
  text: (row: number) => string;
  /** What stands in place of a number that is a word in disguise. */
  word: (row: number) => string | null;
  value: ((row: number) => number) | null;
  levels: string[];
}

export interface RowTableEvents {
  pick(row: number, add: boolean): void;
  hover(row: number, at: { x: number; y: number } | null): void;
  selected(row: number): boolean;
}

const rowHeight = 28;
const spare = 6;

export class RowTable {
  readonly root: HTMLElement;
  rows: number[] = [];
  private given: number[] = [];
  private columns: TableColumn[] = [];
  private sortedBy = "";
  private descending = false;
  private readonly head = element("thead");
  private readonly body = element("tbody");
  private readonly table = element("table", { class: "rows" }, this.head, this.body);
  private readonly frame = element("div", { class: "scroll rows-frame", tabindex: "0", role: "region", "aria-label": "Synapses" }, this.table);
  private drawn = "";

  constructor(private readonly events: RowTableEvents) {
    this.root = element("div", { class: "rows-root", id: "synapse-table" }, this.frame);
    this.frame.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(this.frame);
    this.body.addEventListener("pointermove", event => this.events.hover(this.rowAt(event), { x: event.clientX, y: event.clientY }));
    this.body.addEventListener("pointerleave", () => this.events.hover(-1, null));
    this.body.addEventListener("click", event => {
      const row = this.rowAt(event);
      if (row >= 0) this.events.pick(row, event.shiftKey || event.ctrlKey || event.metaKey || (event.target as HTMLElement).matches("input"));
    });
  }

  show(columns: TableColumn[], rows: number[], caption: string): void {
    const names = columns.map(column => column.name).join("\n");
    if (names !== this.columns.map(column => column.name).join("\n")) this.frame.scrollTop = 0;
    this.columns = columns;
    this.given = rows;
    this.frame.setAttribute("aria-label", `Synapses of ${visible(caption)}`);
    this.table.setAttribute("aria-rowcount", String(rows.length + 1));
    this.drawHead();
    this.sort();
  }

  private drawHead(): void {
    const cells = this.columns.map(column => {
      const button = element("button", { type: "button" }, visible(column.name), ...column.unit ? [element("span", { class: "unit" }, ` ${column.unit}`)] : []);
      button.addEventListener("click", () => {
        this.descending = this.sortedBy === column.name ? !this.descending : column.number;
        this.sortedBy = column.name;
        this.drawHead();
        this.sort();
        [...this.head.querySelectorAll("button")].find(one => one.parentElement!.dataset.name === column.name)?.focus();
      });
      const head = element("th", { scope: "col", class: column.number ? "number" : "" }, button);
      head.dataset.name = column.name;
      if (column.name === this.sortedBy) head.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      return head;
    });
    this.head.replaceChildren(element("tr", {}, element("th", { scope: "col" }, element("span", { class: "unseen" }, "Selected")), ...cells));
  }

  /** Ties keep the order of the rows; what has no value stands last. */
  private sort(): void {
    const column = this.columns.find(one => one.name === this.sortedBy);
    this.rows = this.given;
    if (column) {
      const way = this.descending ? -1 : 1;
      if (column.value && column.levels.length === 0) {
        const values = Float64Array.from(this.given, row => column.value!(row));
        const order = Uint32Array.from(this.given, (_, at) => at);
        order.sort((a, b) => compare(values[a]!, values[b]!, way) || a - b);
        this.rows = Array.from(order, at => this.given[at]!);
      } else {
        const texts = this.given.map(row => column.text(row));
        const collator = new Intl.Collator("en", { numeric: true });
        const order = Array.from(this.given, (_, at) => at).sort((a, b) => way * collator.compare(texts[a]!, texts[b]!) || a - b);
        this.rows = order.map(at => this.given[at]!);
      }
    }
    this.drawn = "";
    this.draw();
  }

  private rowAt(event: Event): number {
    const line = (event.target as HTMLElement).closest("tr");
    return line?.dataset.row === undefined ? -1 : Number(line.dataset.row);
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.frame.scrollTop / rowHeight) - spare);
    const last = Math.min(this.rows.length, first + Math.ceil(this.frame.clientHeight / rowHeight) + 2 * spare);
    const state = `${first} ${last}`;
    if (state === this.drawn) return;
    this.drawn = state;
    const lines = this.rows.slice(first, last).map((row, at) => this.line(row, first + at));
    this.body.replaceChildren(gap(first, this.columns.length), ...lines, gap(this.rows.length - last, this.columns.length));
  }

  private line(row: number, at: number): HTMLTableRowElement {
    const chosen = this.events.selected(row);
    const box = element("input", { type: "checkbox", "aria-label": `Select row ${at + 1}` });
    box.checked = chosen;
    const line = element("tr", { "aria-rowindex": String(at + 2), ...chosen ? { class: "chosen" } : {} }, element("td", {}, box), ...this.columns.map(column => {
      if (!column.number) return element("td", {}, visible(column.text(row)));
      const value = column.value!(row);
      const made = element("td", { class: "number" }, column.word(row) ?? short(value));
      if (!Number.isNaN(value)) made.title = String(value);
      return made;
    }));
    line.dataset.row = String(row);
    return line;
  }
}

function compare(a: number, b: number, way: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return way * (a - b);
}

function gap(rows: number, columns: number): HTMLTableRowElement {
  const line = element("tr", { class: "gap", "aria-hidden": "true" }, element("td", { colspan: String(columns + 1) }));
  line.style.height = `${rows * rowHeight}px`;
  line.hidden = rows === 0;
  return line;
}
