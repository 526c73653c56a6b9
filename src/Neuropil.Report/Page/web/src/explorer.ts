// The explorer: embedding, anatomy and table of one group at a time, linked through one selection.
import { quantileSorted, median } from "d3-array";
import { Address } from "./address";
import { card } from "./card";
import { classColour, Colour, crossShape, css, noColour, shapes, swatch, valueColour } from "./colours";
import { csv, download } from "./csv";
import { cell, Column, Group, Study } from "./data";
import { Cloud, Overlay, Panel } from "./panel";
import { readBack, Selection, written } from "./selection";
import { summary } from "./summary";
import { RowTable, TableColumn } from "./rowtable";
import { onTheme } from "./theme";
import { count, element, short, visible } from "./text";

/** A column that colours the points, over points or over synapses. */
interface Colouring {
  name: string;
  column: Column;
  /** Whether the column has a row a point of the group, or else a row a synapse. */
  ofGroup: boolean;
}

const mostLegend = 60;
const mostLinked = 60;

export class Explorer {
  private readonly selection: Selection;
  private group: Group;
  private colouring!: Colouring;
  private aligned = true;
  private fresh = true;
  private chosenOnly = false;
  private shown = -1;
  private readonly embedding: Panel;
  private readonly anatomy: Panel;
  private readonly table: RowTable;
  private readonly tabs: HTMLButtonElement[];
  private readonly colourBy = element("select", { id: "colour-by" });
  private readonly search = element("input", { id: "search", type: "search", placeholder: "neuron, id, cluster 3 …", autocomplete: "off", spellcheck: "false" });
  private readonly legend = element("div", { class: "legend" });
  private readonly status = element("p", { class: "selection-status", "aria-live": "polite", id: "selection-status" });
  private readonly summary = element("div", { class: "summary", id: "selection-summary" });
  private readonly alignment: HTMLButtonElement[];
  private readonly clear = element("button", { type: "button" }, "Clear");
  private readonly isolate = element("button", { type: "button", "aria-pressed": "false" }, "Only the selection");
  private readonly exportButton = element("button", { type: "button", class: "primary", id: "export" }, "Export CSV");
  private readonly before: Column[];
  private readonly after: Column[];
  private filtered: Uint8Array | null = null;
  private summing = 0;

  constructor(private readonly study: Study, private readonly root: HTMLElement, private readonly address: Address) {
    this.selection = new Selection(study.count);
    this.group = study.groups[0]!;
    this.before = study.columns.filter(column => column.role === "before");
    this.after = study.columns.filter(column => column.role === "after");
    const events = {
      lasso: (points: number[], how: "replace" | "add" | "subtract") => this.selection.take(points.map(point => this.group.rows[point]!), how),
      hover: (point: number, at: { x: number; y: number } | null) => this.point(point, at),
      pick: (point: number, add: boolean) => this.pick(point, add),
      step: (by: number) => this.step(by),
    };
    this.embedding = new Panel("Embedding", "Drag to lasso; arrow keys move, plus and minus zoom, n and p step through the synapses, Enter selects, Escape clears.", events, "lasso");
    this.anatomy = new Panel("Anatomy", "Drag to turn; arrow keys turn, with Shift they move, plus and minus zoom, n and p step through the synapses, Enter selects, Escape clears.", events, "move");
    this.embedding.root.id = "panel-embedding";
    this.anatomy.root.id = "panel-anatomy";
    this.table = new RowTable({ pick: (row, add) => add ? this.selection.toggle(row) : this.pick(this.group.pointOf[row]!, false), hover: (row, at) => this.point(row < 0 ? -1 : this.group.pointOf[row]!, at), selected: row => this.selection.of[row] === 1 });
    this.tabs = study.groups.map((group, at) => {
      const tab = element("button", { type: "button", role: "tab", id: `tab-${at}`, "aria-controls": "explorer-panels" }, visible(group.name));
      tab.title = visible(group.title);
      tab.addEventListener("click", () => this.open(group));
      return tab;
    });
    this.alignment = ["Before alignment", "After alignment"].map((text, after) => {
      const button = element("button", { type: "button" }, text);
      button.addEventListener("click", () => this.align(after === 1));
      return button;
    });
    this.build();
    this.selection.changed(() => this.selectionChanged());
    onTheme(() => {
      this.paint();
      this.embedding.draw();
      this.anatomy.draw();
    });
  }

  /** Opens what the address holds, else the first group. */
  start(): void {
    this.restore();
    addEventListener("hashchange", () => { if (this.address.isForeign()) this.restore(); });
  }

  private restore(): void {
    const held = this.address.read();
    this.aligned = held.get("p") !== "before" || this.after.length < 3;
    this.fresh = held.get("n") !== "0";
    this.newToggle.checked = this.fresh;
    this.open(this.study.groups.find(group => group.name === held.get("g")) ?? this.group, held.get("c") ?? undefined);
    const cluster = held.get("cluster");
    if (cluster !== null) this.selection.take(this.inCluster(Number(cluster)));
    else this.selection.take(readBack(held.get("s") ?? "", this.study.count));
  }

  private *inCluster(label: number): Iterable<number> {
    for (let point = 0; point < this.group.rows.length; point++) {
      if (this.group.cluster.numbers[point] === label) yield this.group.rows[point]!;
    }
  }

  private readonly newToggle = element("input", { type: "checkbox", id: "show-new" });

  private build(): void {
    const tablist = element("div", { role: "tablist", class: "tabs", "aria-label": "Group" }, ...this.tabs);
    tablist.addEventListener("keydown", event => {
      const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (by === 0) return;
      const at = (this.study.groups.indexOf(this.group) + by + this.tabs.length) % this.tabs.length;
      this.open(this.study.groups[at]!);
      this.tabs[at]!.focus();
    });
    this.newToggle.checked = true;
    this.newToggle.addEventListener("change", () => { this.fresh = this.newToggle.checked; this.paint(); this.fillTable(); this.remember(); });
    this.colourBy.addEventListener("change", () => { this.colour(this.colourBy.value); this.remember(); });
    this.search.addEventListener("input", () => this.find());
    this.search.addEventListener("keydown", event => { if (event.key === "Enter") this.takeFound(); });
    const select = element("button", { type: "button", title: "Enter" }, "Select found");
    select.addEventListener("click", () => this.takeFound());
    this.clear.addEventListener("click", () => { this.search.value = ""; this.find(); this.selection.take([]); });
    this.isolate.addEventListener("click", () => {
      this.chosenOnly = !this.chosenOnly;
      this.isolate.setAttribute("aria-pressed", String(this.chosenOnly));
      this.paint();
    });
    this.exportButton.addEventListener("click", () => this.export());
    const bar = element("div", { class: "controls" },
      tablist,
      element("label", {}, "Colour by ", this.colourBy),
      element("label", {}, "Find ", this.search), select);
    if (this.study.count > this.study.historical) bar.append(element("label", { class: "check" }, this.newToggle, " New synapses"));
    const panels = element("div", { class: "panels", id: "explorer-panels", role: "tabpanel" }, this.embedding.root);
    if (this.before.length === 3 || this.after.length === 3) panels.append(this.anatomy.root);
    else panels.classList.add("single");
    if (this.before.length === 3 && this.after.length === 3) {
      this.anatomy.root.firstElementChild!.append(element("div", { class: "segments", role: "group", "aria-label": "Positions" }, ...this.alignment));
    }
    const actions = element("div", { class: "controls" }, this.status, this.clear, this.isolate, this.exportButton);
    this.root.append(bar, panels, this.legend, actions, this.summary, this.table.root);
    if (!this.embedding.drawsPoints) this.root.prepend(element("p", { class: "note" }, "This browser draws no WebGL: the pictures in Clusters show the embeddings; table, search and export work."));
    document.addEventListener("keydown", event => {
      if (event.key === "/" && !(event.target as HTMLElement).matches("input, select, textarea")) {
        event.preventDefault();
        this.search.focus();
      }
    });
  }

  private open(group: Group, colour?: string): void {
    this.group = group;
    this.tabs.forEach((tab, at) => {
      const open = this.study.groups[at] === group;
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
    });
    document.getElementById("explorer-panels")!.setAttribute("aria-labelledby", `tab-${this.study.groups.indexOf(group)}`);
    const before = this.colouring?.name;
    const colourings = this.colourings();
    this.colourBy.replaceChildren(...colourings.map(one => element("option", { value: one.name }, visible(one.name))));
    this.point(-1, null);
    this.embedding.show(this.embeddingCloud(), null);
    this.align(this.aligned);
    this.colour(colour ?? before ?? colourings[0]!.name);
    this.find();
    this.sum();
    this.remember();
  }

  private embeddingCloud(): Cloud {
    const { embedding, rows } = this.group;
    return { places: places(embedding, rows.length, point => point), dimensions: embedding.length === 3 ? 3 : 2, axes: embedding.map(axis => axis.name.replace("_", " ")), unit: "", origin: "" };
  }

  private anatomyCloud(): Cloud {
    const axes = this.aligned && this.after.length === 3 ? this.after : this.before;
    const unit = axes[0]?.unit ?? "";
    return { places: places(axes, this.group.rows.length, point => this.group.rows[point]!), dimensions: 3, axes: axes.map(axis => axis.name), unit, origin: axes === this.before ? "soma" : "" };
  }

  private align(after: boolean): void {
    const was = this.anatomyPlaces;
    this.aligned = after;
    this.alignment.forEach((button, at) => button.setAttribute("aria-pressed", String((at === 1) === after)));
    if (this.before.length === 3 || this.after.length === 3) {
      const cloud = this.anatomyCloud();
      this.anatomy.show(cloud, was?.group === this.group ? was.places : null);
      this.anatomyPlaces = { group: this.group, places: cloud.places };
      this.annotate();
    }
    this.remember();
  }

  private anatomyPlaces: { group: Group; places: Float32Array } | null = null;

  /** Everything that may colour: the cluster first, then what a synapse is, what it measures, and what is known of its place. */
  private colourings(): Colouring[] {
    const own = this.group.columns.filter(column => column !== this.group.cluster && column.role !== "embedding" && column.kind !== "text");
    const all = this.study.columns.filter(column => column.kind === "class" && column.role !== "key" || column.kind === "number" && column.role !== "key" && column.role !== "before" && column.role !== "after");
    return [
      { name: "Cluster", column: this.group.cluster, ofGroup: true },
      ...all.map(column => ({ name: column.name, column, ofGroup: false })),
      ...own.map(column => ({ name: column.name, column, ofGroup: true })),
      ...this.study.columns.filter(column => column.role === "after").map(column => ({ name: column.name, column, ofGroup: false })),
    ];
  }

  private colour(name: string): void {
    const all = this.colourings();
    this.colouring = all.find(one => one.name === name) ?? all[0]!;
    this.colourBy.value = this.colouring.name;
    this.paint();
  }

  private valueOf(point: number): number {
    return this.colouring.column.numbers[this.colouring.ofGroup ? point : this.group.rows[point]!]!;
  }

  /** Colours, shapes and states of all points, and the legend. */
  private paint(): void {
    if (!this.colouring) return;
    const { rows } = this.group;
    const colours = new Uint8Array(rows.length * 4);
    const marks = new Float32Array(rows.length);
    const { look, legend } = this.looks();
    for (let point = 0; point < rows.length; point++) {
      const { colour, shape } = look(this.valueOf(point));
      colours.set(colour, 4 * point);
      colours[4 * point + 3] = 235;
      const row = rows[point]!;
      const fresh = row >= this.study.historical;
      const state = fresh && !this.fresh ? 2 : this.selection.of[row] ? 1 : 0;
      marks[point] = (fresh ? shape + 8 : shape) * 4 + state;
    }
    const any = this.selection.size > 0;
    this.embedding.style(colours, marks, any, this.chosenOnly);
    this.anatomy.style(colours, marks, any, this.chosenOnly);
    this.legend.replaceChildren(...legend);
    this.annotate();
  }

  private looks(): { look: (value: number) => { colour: Colour; shape: number }; legend: Node[] } {
    const { column } = this.colouring;
    if (column === this.group.cluster) return this.classLooks(this.group.clusters.map(label => ({ value: label, text: `${visible(this.group.name)} ${label}` })), this.group.offset);
    if (column.kind === "class") return this.classLooks(column.levels.map((text, value) => ({ value, text: visible(text) || "(none)" })), 0);
    return this.valueLooks(column);
  }

  private classLooks(classes: { value: number; text: string }[], offset: number): { look: (value: number) => { colour: Colour; shape: number }; legend: Node[] } {
    const looks = new Map(classes.map(({ value }, at) => [value, { colour: classColour(this.study.palette, offset + at), shape: (offset + at) % shapes }]));
    const none = { colour: noColour(), shape: crossShape };
    const counts = new Map<number, number>();
    for (let point = 0; point < this.group.rows.length; point++) {
      const value = this.valueOf(point);
      const known = looks.has(value) ? value : NaN;
      if (this.group.rows[point]! < this.study.historical || this.fresh) counts.set(known, (counts.get(known) ?? 0) + 1);
    }
    const entries = [...classes.filter(({ value }) => counts.has(value)), ...counts.has(NaN) ? [{ value: NaN, text: this.colouring.ofGroup && this.colouring.column === this.group.cluster ? "noise or rejected" : "no value" }] : []];
    const legend = entries.slice(0, mostLegend).map(({ value, text }) => {
      const { colour, shape } = looks.get(value) ?? none;
      const button = element("button", { type: "button", title: "Select these; with Shift, add them" }, swatch(colour, shape), ` ${text} `, element("span", { class: "count" }, count(counts.get(value)!)));
      button.addEventListener("click", event => this.selection.take(this.having(value, looks), event.shiftKey ? "add" : "replace"));
      return button as Node;
    });
    if (entries.length > mostLegend) legend.push(element("span", {}, `and ${entries.length - mostLegend} more`));
    return { look: value => looks.get(value) ?? none, legend: [...legend, ...this.newLegend()] };
  }

  private newLegend(): Node[] {
    if (this.study.count === this.study.historical || !this.fresh) return [];
    const mark = swatch(noColour(), 0);
    mark.firstElementChild!.setAttribute("stroke", "currentColor");
    mark.firstElementChild!.setAttribute("stroke-width", ".45");
    return [element("span", { class: "legend-note" }, mark, " outlined: new synapse, in its predicted cluster")];
  }

  private *having(value: number, known: Map<number, unknown>): Iterable<number> {
    for (let point = 0; point < this.group.rows.length; point++) {
      const own = this.valueOf(point);
      const row = this.group.rows[point]!;
      if ((Number.isNaN(value) ? !known.has(own) : own === value) && (row < this.study.historical || this.fresh)) yield row;
    }
  }

  private valueLooks(column: Column): { look: (value: number) => { colour: Colour; shape: number }; legend: Node[] } {
    const values = Float64Array.from(this.group.rows, (_, point) => this.valueOf(point)).filter(value => !Number.isNaN(value)).sort();
    const low = quantileSorted(values as unknown as number[], 0.02) ?? 0;
    const high = quantileSorted(values as unknown as number[], 0.98) ?? 1;
    const span = high > low ? high - low : 1;
    const steps = Array.from({ length: 64 }, (_, at) => valueColour(at / 63));
    const none = { colour: noColour(), shape: crossShape };
    const ramp = element("span", { class: "ramp", "aria-hidden": "true" });
    ramp.style.background = `linear-gradient(to right, ${[0, 16, 32, 47, 63].map(at => css(steps[at]!)).join(", ")})`;
    const unit = column.unit ? ` ${column.unit}` : "";
    const legend = element("span", { class: "legend-scale" }, element("span", {}, `${visible(column.name)}: ≤ ${short(low)}`), ramp, element("span", {}, `≥ ${short(high)}${unit}`));
    return {
      look: value => Number.isNaN(value) ? none : { colour: steps[Math.round(63 * Math.min(1, Math.max(0, (value - low) / span)))]!, shape: 0 },
      legend: [legend, element("span", { class: "legend-note" }, "ends of the scale: the 2 % and 98 % quantiles"), ...this.newLegend()],
    };
  }

  /** Cluster numbers at the clusters' medians, and the neighbours of new synapses. */
  private annotate(): void {
    const byCluster = this.colouring?.column === this.group.cluster;
    this.embedding.annotate({ labels: byCluster ? this.labels() : [], links: this.links(true) });
    this.anatomy.annotate({ labels: [], links: this.links(false) });
  }

  private labels(): Overlay["labels"] {
    const held = this.labelsOf.get(this.group);
    if (held) return held;
    const { embedding, cluster, clusters, rows } = this.group;
    const inside = new Map<number, number[]>(clusters.map(label => [label, []]));
    for (let point = 0; point < rows.length; point++) {
      if (rows[point]! < this.study.historical) inside.get(cluster.numbers[point]!)?.push(point);
    }
    const made = clusters.filter(label => inside.get(label)!.length > 0).map(label => ({
      place: [0, 1, 2].map(axis => embedding[axis] ? median(inside.get(label)!, point => embedding[axis]!.numbers[point]!)! : 0) as [number, number, number],
      text: String(label),
    }));
    this.labelsOf.set(this.group, made);
    return made;
  }

  private readonly labelsOf = new Map<Group, Overlay["labels"]>();

  /** New synapses joined to their neighbours: the one shown and the selected; where nothing is selected all, if they may. */
  private links(allMay: boolean): Overlay["links"] {
    if (!this.fresh) return [];
    const joined = new Set<number>();
    if (this.shown >= 0 && this.group.rows[this.shown]! >= this.study.historical) joined.add(this.shown);
    for (let point = this.group.rows.length - 1; point >= 0 && joined.size < mostLinked; point--) {
      const row = this.group.rows[point]!;
      if (row < this.study.historical) break;
      if (this.selection.size > 0 ? this.selection.of[row] : allMay) joined.add(point);
    }
    return [...joined].flatMap(from => this.nearest(from).map(({ point }) => ({ from, to: point })));
  }

  /** The five historical synapses nearest to a point in the embedding. */
  private nearest(point: number): { point: number; distance: number }[] {
    const known = this.nearestOf.get(this.group) ?? new Map<number, { point: number; distance: number }[]>();
    this.nearestOf.set(this.group, known);
    const held = known.get(point);
    if (held) return held;
    const { embedding, rows } = this.group;
    const found: { point: number; distance: number }[] = [];
    for (let other = 0; other < rows.length; other++) {
      if (other === point || rows[other]! >= this.study.historical) continue;
      let distance = 0;
      for (const axis of embedding) distance += (axis.numbers[other]! - axis.numbers[point]!) ** 2;
      if (found.length === 5 && distance >= found[4]!.distance) continue;
      const at = found.findIndex(one => distance < one.distance);
      found.splice(at < 0 ? found.length : at, 0, { point: other, distance });
      if (found.length > 5) found.pop();
    }
    const nearest = found.map(one => ({ point: one.point, distance: Math.sqrt(one.distance) }));
    known.set(point, nearest);
    return nearest;
  }

  private readonly nearestOf = new Map<Group, Map<number, { point: number; distance: number }[]>>();

  private point(point: number, at: { x: number; y: number } | null): void {
    this.shown = point;
    this.embedding.highlight(point);
    this.anatomy.highlight(point);
    if (point < 0) {
      card.hide();
      return;
    }
    const row = this.group.rows[point]!;
    card.show(this.study, this.group, point, this.nearest(point), at ?? this.embedding.placeOf(point), row >= this.study.historical);
    if (row >= this.study.historical) this.annotate();
  }

  private pick(point: number, add: boolean): void {
    if (point < 0) {
      if (!add) this.selection.take([]);
      return;
    }
    const row = this.group.rows[point]!;
    if (add) this.selection.toggle(row);
    else this.selection.take([row]);
    this.point(point, null);
  }

  private step(by: number): void {
    const rows = this.table.rows;
    if (rows.length === 0) return;
    const at = this.shown < 0 ? -1 : rows.indexOf(this.group.rows[this.shown]!);
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length]!;
    this.point(this.group.pointOf[next]!, null);
  }

  private find(): void {
    const words = this.search.value.trim().toLowerCase();
    if (words === "") {
      this.filtered = null;
    } else {
      const cluster = /^cluster\s+(-?\d+)$/.exec(words)?.[1];
      this.filtered = new Uint8Array(this.study.count);
      const texts = [...this.study.columns.filter(column => column.role === "key" || column.role === "neuron" || column.role === "type")];
      for (let point = 0; point < this.group.rows.length; point++) {
        const row = this.group.rows[point]!;
        const found = cluster !== undefined
          ? String(this.group.cluster.numbers[point]) === cluster
          : words.split(/\s+/).every(word => texts.some(column => cell(column, row).toLowerCase().includes(word)));
        if (found) this.filtered[row] = 1;
      }
    }
    this.fillTable();
  }

  private takeFound(): void {
    if (this.filtered) this.selection.take([...this.group.rows].filter(row => this.filtered![row]));
  }

  private selectionChanged(): void {
    this.paint();
    this.fillTable();
    this.remember();
    clearTimeout(this.summing);
    this.summing = setTimeout(() => this.sum(), 30) as unknown as number;
  }

  private sum(): void {
    summary(this.summary, this.study, this.group, this.selection);
  }

  private fillTable(): void {
    const rows: number[] = [];
    let chosen = 0;
    for (const row of this.group.rows) if (this.selection.of[row]) chosen++;
    for (const row of this.group.rows) {
      if (this.filtered && !this.filtered[row]) continue;
      if (!this.fresh && row >= this.study.historical) continue;
      if (chosen > 0 && !this.selection.of[row] && !this.filtered) continue;
      rows.push(row);
    }
    this.table.show(this.columnsOfTable(), rows, `${this.group.name}`);
    const elsewhere = this.selection.size - chosen;
    this.status.textContent = chosen + elsewhere === 0
      ? `Nothing selected: ${count(rows.length)} of ${count(this.group.rows.length)} synapses of ${visible(this.group.name)} in the table`
      : `${count(chosen)} of ${count(this.group.rows.length)} synapses of ${visible(this.group.name)} selected${elsewhere > 0 ? `, ${count(elsewhere)} in other groups` : ""}`;
    this.exportButton.textContent = chosen > 0 ? `Export ${count(chosen)} rows as CSV` : "Export all as CSV";
    this.clear.disabled = this.selection.size === 0 && !this.filtered;
  }

  private columnsOfTable(): TableColumn[] {
    const of = (column: Column, ofGroup: boolean): TableColumn => {
      const at = ofGroup ? (row: number) => this.group.pointOf[row]! : (row: number) => row;
      return {
        name: column.name, unit: column.unit, number: column.kind === "number",
        text: row => cell(column, at(row)),
        word: column === this.group.cluster ? row => column.numbers[at(row)]! >= 0 ? null : row < this.study.historical ? "noise" : "none" : () => null,
        value: column.kind === "text" ? null : row => column.numbers[at(row)]!,
        levels: column.levels,
      };
    };
    const named = this.study.columns.filter(column => column.role === "neuron" || column.role === "type" || column.role === "key");
    const rest = this.study.columns.filter(column => !named.includes(column));
    return [
      ...named.map(column => of(column, false)),
      of(this.group.cluster, true),
      ...this.group.columns.filter(column => column !== this.group.cluster && column.role !== "embedding").map(column => of(column, true)),
      ...rest.filter(column => column.role === "feature").map(column => of(column, false)),
      ...this.group.embedding.map(column => of(column, true)),
      ...rest.filter(column => column.role !== "feature").map(column => of(column, false)),
    ];
  }

  private export(): void {
    const columns = this.columnsOfTable();
    const chosen = [...this.group.rows].filter(row => this.selection.of[row]);
    const rows = chosen.length > 0 ? chosen : this.table.rows;
    download(`${this.group.name}-selection.csv`, csv(["Group", ...columns.map(column => column.name)], rows.map(row => [this.group.name, ...columns.map(column => column.text(row))])));
  }

  private remember(): void {
    const held: [string, string][] = [["g", this.group.name], ["c", this.colouring?.name ?? "Cluster"]];
    if (!this.aligned) held.push(["p", "before"]);
    if (!this.fresh) held.push(["n", "0"]);
    if (this.selection.size > 0) {
      const text = written(this.selection.of);
      if (text !== null) held.push(["s", text]);
    }
    this.address.write(held);
  }
}

function places(axes: Column[], count: number, rowOf: (point: number) => number): Float32Array {
  const made = new Float32Array(3 * count);
  axes.slice(0, 3).forEach((axis, at) => {
    for (let point = 0; point < count; point++) made[3 * point + at] = axis.numbers[rowOf(point)]!;
  });
  return made;
}

