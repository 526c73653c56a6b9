// What is known of one synapse, beside the pointer.
import { cell, Column, Group, key, Study } from "./data";
import { element, short, visible } from "./text";

const root = element("div", { class: "card", id: "card", role: "tooltip" });
root.hidden = true;

function row(name: string, value: string): HTMLElement[] {
  return [element("dt", {}, visible(name)), element("dd", {}, visible(value))];
}

function told(column: Column, at: number): string {
  if (column.kind !== "number") return cell(column, at);
  const value = column.numbers[at]!;
  return Number.isNaN(value) ? "" : short(value) + (column.unit ? ` ${column.unit}` : "");
}

export const card = {
  attach(): void {
    document.querySelector("main")!.append(root);
  },

  hide(): void {
    root.hidden = true;
  },

  show(study: Study, group: Group, point: number, nearest: { point: number; distance: number }[], at: { x: number; y: number }, fresh: boolean): void {
    const synapse = group.rows[point]!;
    const label = group.cluster.numbers[point]!;
    const list = element("dl");
    list.append(...row(fresh ? "Predicted cluster" : "Cluster", label >= 0 ? `${group.name} ${label}` : fresh ? "none" : "noise"));
    for (const column of group.columns) {
      const text = column === group.cluster || column.role === "embedding" ? "" : told(column, point);
      if (text !== "") list.append(...row(column.name, text));
    }
    for (const column of study.columns) {
      const text = column.role === "feature" || column.role === "other" || column.role === "after" ? told(column, synapse) : "";
      if (text !== "") list.append(...row(column.name, text));
    }
    const five = element("ol", { class: "nearest" }, ...nearest.map(one => {
      const other = group.cluster.numbers[one.point]!;
      return element("li", {}, visible(key(study, group.rows[one.point]!)), element("span", {}, other >= 0 ? `cluster ${other}` : "noise"), element("span", {}, short(one.distance)));
    }));
    root.replaceChildren(
      element("p", { class: "card-title" }, visible(key(study, synapse)), ...fresh ? [element("span", { class: "badge" }, "new")] : []),
      list,
      element("p", { class: "card-sub" }, "Nearest five in the embedding"),
      five);
    root.hidden = false;
    const box = root.getBoundingClientRect();
    const left = at.x + 16 + box.width > innerWidth ? Math.max(4, at.x - 16 - box.width) : at.x + 16;
    const top = Math.max(4, Math.min(at.y + 12, innerHeight - box.height - 4));
    root.style.left = `${left}px`;
    root.style.top = `${top}px`;
  },
};
