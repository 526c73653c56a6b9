// Sorting and filtering of the tables that stand in the page.
import { element } from "./text";

export function enhanceTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("main table.data")) enhance(table);
}

function enhance(table: HTMLTableElement): void {
  const body = table.tBodies[0]!;
  const rows = [...body.rows];
  if (rows.length > 1) sortable(table, body, rows);
  if (table.dataset.filter !== undefined || rows.length > 12) filterable(table, rows);
}

function sortable(table: HTMLTableElement, body: HTMLTableSectionElement, rows: HTMLTableRowElement[]): void {
  const heads = [...table.tHead!.rows].at(-1)!.cells;
  const collator = new Intl.Collator("en", { numeric: true });
  [...heads].forEach((head, at) => {
    const button = element("button", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const keyed = rows.map((row, place) => ({ row, place, text: row.cells[at]?.textContent ?? "", value: numberOf(row.cells[at]) }));
      keyed.sort((a, b) => {
        if ((a.text === "") !== (b.text === "")) return a.text === "" ? 1 : -1;
        const order = Number.isNaN(a.value) || Number.isNaN(b.value) ? collator.compare(a.text, b.text) : a.value - b.value;
        return (descending ? -order : order) || a.place - b.place;
      });
      body.append(...keyed.map(one => one.row));
    });
  });
}

function numberOf(cell: HTMLTableCellElement | undefined): number {
  const text = cell?.dataset.value ?? cell?.textContent ?? "";
  const found = /^\s*([\u2212-]?[\d,]*\.?\d+(?:e[\u2212+-]?\d+)?)/i.exec(text);
  return found ? Number(found[1]!.replaceAll(",", "").replaceAll("\u2212", "-")) : NaN;
}

function filterable(table: HTMLTableElement, rows: HTMLTableRowElement[]): void {
  const caption = table.caption?.textContent ?? "the table";
  const input = element("input", { type: "search", placeholder: "Filter rows", "aria-label": `Filter ${caption}` });
  const told = element("span", { class: "filter-count", "aria-live": "polite" });
  const bar = element("div", { class: "controls table-filter" }, input, told);
  let wanted = "";
  const apply = (): void => {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word !== "");
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent!.toLowerCase();
      row.hidden = !words.every(word => text.includes(word)) || (wanted !== "" && !(row.dataset.filter ?? "").split(" ").includes(wanted));
      if (!row.hidden) shown++;
    }
    told.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} rows`;
  };
  input.addEventListener("input", apply);
  if (table.dataset.filter !== undefined) {
    const values = [...new Set(rows.flatMap(row => (row.dataset.filter ?? "").split(" ")))].filter(value => value !== "").sort();
    const buttons = ["", ...values].map(value => {
      const rowsWith = value === "" ? rows.length : rows.filter(row => (row.dataset.filter ?? "").split(" ").includes(value)).length;
      const button = element("button", { type: "button", "aria-pressed": String(value === "") }, `${value === "" ? "all" : value} ${rowsWith}`);
      button.addEventListener("click", () => {
        wanted = value;
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
        apply();
      });
      return button;
    });
    bar.prepend(element("div", { class: "segments", role: "group", "aria-label": table.dataset.filter! }, ...buttons));
  }
  table.closest(".scroll")!.before(bar);
}
