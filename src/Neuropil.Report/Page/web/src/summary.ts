// What the selection is made of: its clusters and neurons, and its features against the rest of the group.
import * as Plot from "@observablehq/plot";
import { bin, median, quantileSorted } from "d3-array";
import { Column, Group, Study } from "./data";
import { Selection } from "./selection";
import { count, element, short, visible } from "./text";

const mostFeatures = 12;

export function summary(root: HTMLElement, study: Study, group: Group, selection: Selection): void {
  const points: number[] = [];
  for (let point = 0; point < group.rows.length; point++) if (selection.of[group.rows[point]!]) points.push(point);
  if (points.length === 0) {
    root.replaceChildren();
    return;
  }
  const parts: Node[] = [element("p", {}, "Clusters: ", composition(points.map(point => label(group, point)))) ];
  for (const column of study.columns.filter(one => one.kind === "class" && (one.role === "neuron" || one.role === "type"))) {
    parts.push(element("p", {}, `${visible(column.name)}: `, composition(points.map(point => visible(column.levels[column.numbers[group.rows[point]!]!] ?? "")))));
  }
  const features = study.columns.filter(column => column.role === "feature" && column.kind === "number").slice(0, mostFeatures);
  const charts = element("div", { class: "histograms" }, ...features.map(column => histogram(column, group, points)).filter(made => made !== null));
  root.replaceChildren(...parts, charts);
}

function label(group: Group, point: number): string {
  const value = group.cluster.numbers[point]!;
  return value >= 0 ? `${visible(group.name)} ${value}` : "noise or rejected";
}

function composition(values: string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const told = sorted.slice(0, 12).map(([value, times]) => `${value} ${count(times)}`).join(", ");
  return sorted.length > 12 ? `${told} and ${sorted.length - 12} more` : told;
}

function histogram(column: Column, group: Group, points: number[]): HTMLElement | null {
  const all = Float64Array.from(group.rows, row => column.numbers[row]!).filter(value => !Number.isNaN(value)).sort();
  const own = Float64Array.from(points, point => column.numbers[group.rows[point]!]!).filter(value => !Number.isNaN(value));
  if (all.length === 0 || own.length === 0) return null;
  const low = quantileSorted(all as unknown as number[], 0.005)!;
  const high = quantileSorted(all as unknown as number[], 0.995)!;
  const bins = bin<number, number>().domain([low, high]).thresholds(24);
  const bars = (values: Float64Array): { x1: number; x2: number; y: number }[] =>
    bins(values as unknown as number[]).map(one => ({ x1: one.x0!, x2: one.x1!, y: one.length / values.length }));
  const middle = median(own as unknown as number[])!;
  const chart = Plot.plot({
    width: 220, height: 96, marginLeft: 8, marginRight: 8, marginTop: 6, marginBottom: 20,
    x: { label: null, ticks: 4, domain: [low, high] }, y: { axis: null },
    marks: [
      Plot.rectY(bars(all), { x1: "x1", x2: "x2", y: "y", fill: "currentColor", fillOpacity: 0.22, insetLeft: 0.5, insetRight: 0.5 }),
      Plot.rectY(bars(own), { x1: "x1", x2: "x2", y: "y", fill: "none", stroke: "var(--accent)", strokeWidth: 1.6, insetLeft: 0.5, insetRight: 0.5 }),
      Plot.ruleX([middle], { stroke: "var(--accent)", strokeWidth: 2 }),
    ],
  });
  for (const part of chart.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", `${visible(column.name)} of the selection against the group`);
  return element("figure", {}, element("figcaption", {}, element("b", {}, visible(column.name)), ` median ${short(middle)}, group ${short(median(all as unknown as number[])!)}${column.unit ? ` ${column.unit}` : ""}`), chart);
}
