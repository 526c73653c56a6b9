// A picture of points in two or three dimensions, every axis at the same scale: drag to lasso, pan or turn; wheel to zoom; keys for all of it.
import { ticks } from "d3-array";
import { css } from "./colours";
import { Points } from "./points";
import { element } from "./text";

export interface Cloud {
  /** x, y, z of each point (z 0 in two dimensions). */
  places: Float32Array;
  dimensions: 2 | 3;
  axes: string[];
  unit: string;
  /** What lies at the origin, to be shown; "" where nothing does. */
  origin: string;
}

export interface Overlay {
  labels: { place: [number, number, number]; text: string }[];
  links: { from: number; to: number }[];
}

export type Tool = "lasso" | "move";

export interface PanelEvents {
  lasso(points: number[], how: "replace" | "add" | "subtract"): void;
  hover(point: number, at: { x: number; y: number } | null): void;
  pick(point: number, add: boolean): void;
  step(by: number): void;
}

const padding = 34;

export class Panel {
  readonly root: HTMLElement;
  private readonly canvas = element("canvas");
  private readonly above: HTMLCanvasElement;
  private readonly points: Points | null;
  private readonly tools: Record<Tool, HTMLButtonElement>;
  private cloud: Cloud = { places: new Float32Array(), dimensions: 2, axes: ["", ""], unit: "", origin: "" };
  private overlay: Overlay = { labels: [], links: [] };
  private marks: ArrayLike<number> = [];
  private anyChosen = false;
  private chosenOnly = false;
  private hovered = -1;
  private tool: Tool = "lasso";
  // Where one looks: the middle in data units, pixels per unit, and the turn (columns are the screen's axes).
  private middle: [number, number, number] = [0, 0, 0];
  private scale = 1;
  private reach = 1;
  private turn = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  private moved = 1;
  private width = 300;
  private height = 300;
  private wanted = false;
  private touched = false;
  private lasso: { x: number; y: number }[] | null = null;

  constructor(name: string, help: string, private readonly events: PanelEvents, initial: Tool) {
    this.above = element("canvas", { tabindex: "0", role: "application", "aria-label": `${name}. ${help}` });
    const lasso = element("button", { type: "button" }, "Lasso");
    const move = element("button", { type: "button" }, "Move");
    const reset = element("button", { type: "button", title: "Show all (0)" }, "Fit");
    this.tools = { lasso, move };
    lasso.addEventListener("click", () => this.use("lasso"));
    move.addEventListener("click", () => this.use("move"));
    reset.addEventListener("click", () => this.fit());
    const bar = element("div", { class: "panel-bar" }, element("h3", {}, name), element("div", { class: "segments", role: "group", "aria-label": `What dragging does in ${name}` }, lasso, move), reset);
    this.root = element("div", { class: "panel" }, bar, element("div", { class: "stage" }, this.canvas, this.above));
    this.points = Points.on(this.canvas);
    this.use(initial);
    this.listen();
    new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement!);
  }

  get drawsPoints(): boolean {
    return this.points !== null;
  }

  show(cloud: Cloud, from: Float32Array | null): void {
    const same = from !== null && from.length === cloud.places.length;
    const kept = this.cloud.dimensions === cloud.dimensions && same;
    this.cloud = cloud;
    this.points?.place(cloud.places, same ? from : cloud.places);
    this.moved = 1;
    this.tools.move.textContent = cloud.dimensions === 3 ? "Turn" : "Move";
    if (!kept) {
      this.turn = cloud.dimensions === 3 ? turned(turned([1, 0, 0, 0, 1, 0, 0, 0, 1], 0.5, 0), 0, -0.32) : [1, 0, 0, 0, 1, 0, 0, 0, 1];
      this.fit();
    } else if (same && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.glide();
    }
    this.redraw();
  }

  style(colours: Uint8Array, marks: Float32Array, anyChosen: boolean, chosenOnly: boolean): void {
    this.marks = marks;
    this.anyChosen = anyChosen;
    this.chosenOnly = chosenOnly;
    this.points?.colour(colours);
    this.points?.mark(marks);
    this.redraw();
  }

  annotate(overlay: Overlay): void {
    this.overlay = overlay;
    this.redraw();
  }

  highlight(point: number): void {
    if (this.hovered === point) return;
    this.hovered = point;
    this.redraw();
  }

  /** Where a point is in the window. */
  placeOf(point: number): { x: number; y: number } {
    const box = this.above.getBoundingClientRect();
    const [x, y] = this.project(point);
    return { x: box.left + x, y: box.top + y };
  }

  redraw(): void {
    if (this.wanted) return;
    this.wanted = true;
    requestAnimationFrame(() => { this.wanted = false; this.draw(); });
  }

  fit(): void {
    const { places } = this.cloud;
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (let at = 0; at < places.length; at++) {
      const value = places[at]!;
      if (Number.isNaN(value)) continue;
      const axis = at % 3;
      if (value < low[axis]!) low[axis] = value;
      if (value > high[axis]!) high[axis] = value;
    }
    if (!Number.isFinite(low[0]!)) return;
    this.middle = [0, 1, 2].map(axis => (low[axis]! + high[axis]!) / 2) as [number, number, number];
    let reach = 0;
    for (let at = 0; at < places.length; at += 3) {
      const length = Math.hypot(places[at]! - this.middle[0], places[at + 1]! - this.middle[1], places[at + 2]! - this.middle[2]);
      if (length > reach) reach = length;
    }
    this.reach = reach || 1;
    const [right, up] = this.cloud.dimensions === 2 ? [high[0]! - low[0]!, high[1]! - low[1]!] : this.extent();
    this.scale = Math.min((this.width - 2 * padding) / (right || 1), (this.height - 2 * padding) / (up || 1));
    this.touched = false;
    this.redraw();
  }

  private extent(): [number, number] {
    let x = 0;
    let y = 0;
    for (let point = 0; point < this.cloud.places.length / 3; point++) {
      const [across, down] = this.turnedPlace(point);
      if (Math.abs(across) > x) x = Math.abs(across);
      if (Math.abs(down) > y) y = Math.abs(down);
    }
    return [2 * x, 2 * y];
  }

  private turnedPlace(point: number): [number, number, number] {
    const { places } = this.cloud;
    return this.rotate(places[3 * point]!, places[3 * point + 1]!, places[3 * point + 2]!);
  }

  private rotate(x: number, y: number, z: number): [number, number, number] {
    const t = this.turn;
    const a = x - this.middle[0];
    const b = y - this.middle[1];
    const c = z - this.middle[2];
    return [t[0]! * a + t[1]! * b + t[2]! * c, t[3]! * a + t[4]! * b + t[5]! * c, t[6]! * a + t[7]! * b + t[8]! * c];
  }

  private project(point: number): [number, number] {
    const [x, y] = this.turnedPlace(point);
    return [this.width / 2 + x * this.scale, this.height / 2 - y * this.scale];
  }

  private projectPlace(place: [number, number, number]): [number, number] {
    const [x, y] = this.rotate(...place);
    return [this.width / 2 + x * this.scale, this.height / 2 - y * this.scale];
  }

  private view(): Float32Array {
    const t = this.turn;
    const sx = 2 * this.scale / this.width;
    const sy = 2 * this.scale / this.height;
    const sz = -1 / (this.reach * 1.05);
    const shift = [0, 1, 2].map(row => -(t[3 * row]! * this.middle[0] + t[3 * row + 1]! * this.middle[1] + t[3 * row + 2]! * this.middle[2]));
    return new Float32Array([
      t[0]! * sx, t[3]! * sy, t[6]! * sz, 0,
      t[1]! * sx, t[4]! * sy, t[7]! * sz, 0,
      t[2]! * sx, t[5]! * sy, t[8]! * sz, 0,
      shift[0]! * sx, shift[1]! * sy, shift[2]! * sz, 1,
    ]);
  }

  private glide(): void {
    const start = performance.now();
    const frame = (now: number): void => {
      const part = Math.min(1, (now - start) / 450);
      this.moved = part * part * (3 - 2 * part);
      this.draw();
      if (part < 1) requestAnimationFrame(frame);
    };
    this.moved = 0;
    requestAnimationFrame(frame);
  }

  private pointSize(): number {
    const count = this.cloud.places.length / 3;
    return Math.max(3, Math.min(9.5, 190 / Math.sqrt(Math.max(1, count)))) * Math.sqrt(Math.min(2, Math.max(0.75, this.width / 520)));
  }

  /** Draws at once; {@link redraw} waits for the next frame. */
  draw(): void {
    const ratio = devicePixelRatio || 1;
    const ink = getComputedStyle(this.root).color.match(/[\d.]+/g)!.slice(0, 3).map(Number) as [number, number, number];
    this.points?.draw(this.view(), {
      moved: this.moved, size: this.pointSize() * ratio, anyChosen: this.anyChosen, chosenOnly: this.chosenOnly, deep: this.cloud.dimensions === 3, ink,
    });
    const context = this.above.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    context.font = "12px system-ui, sans-serif";
    context.lineJoin = "round";
    const style = getComputedStyle(this.root);
    const quiet = getComputedStyle(this.above).color;
    if (this.cloud.dimensions === 2) this.drawAxes(context, quiet);
    else this.drawTripod(context, quiet);
    this.drawLinks(context, css(ink));
    this.drawLabels(context, css(ink), style.backgroundColor);
    if (this.hovered >= 0 && this.hovered < this.cloud.places.length / 3) {
      const [x, y] = this.project(this.hovered);
      context.beginPath();
      context.arc(x, y, this.pointSize() * 0.5 + 4, 0, 7);
      context.strokeStyle = style.backgroundColor;
      context.lineWidth = 5;
      context.stroke();
      context.strokeStyle = css(ink);
      context.lineWidth = 2;
      context.stroke();
    }
    if (this.lasso) this.drawLasso(context, css(ink));
  }

  private drawAxes(context: CanvasRenderingContext2D, quiet: string): void {
    const { width, height, scale, middle } = this;
    const bottom = height - 22;
    const left = 34;
    context.fillStyle = quiet;
    context.strokeStyle = quiet;
    context.lineWidth = 1;
    context.globalAlpha = 0.9;
    context.textAlign = "center";
    context.textBaseline = "top";
    const spanX = width / 2 / scale;
    const spanY = height / 2 / scale;
    const step = 80 / scale;
    context.beginPath();
    for (const tick of ticks(middle[0] - spanX, middle[0] + spanX, Math.max(2, Math.round(2 * spanX / step)))) {
      const x = width / 2 + (tick - middle[0]) * scale;
      if (x < left + 8 || x > width - 50) continue;
      context.moveTo(x, bottom);
      context.lineTo(x, bottom + 4);
      context.fillText(String(tick).replace("-", "\u2212"), x, bottom + 7);
    }
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const tick of ticks(middle[1] - spanY, middle[1] + spanY, Math.max(2, Math.round(2 * spanY / step)))) {
      const y = height / 2 - (tick - middle[1]) * scale;
      if (y > bottom - 8 || y < 26) continue;
      context.moveTo(left - 4, y);
      context.lineTo(left, y);
      context.fillText(String(tick).replace("-", "\u2212"), left - 6, y);
    }
    context.moveTo(left, 8);
    context.lineTo(left, bottom);
    context.lineTo(width - 8, bottom);
    context.stroke();
    context.textAlign = "right";
    context.textBaseline = "bottom";
    context.fillText(this.cloud.axes[0]!, width - 8, bottom - 3);
    context.textAlign = "left";
    context.textBaseline = "top";
    context.fillText(this.cloud.axes[1]!, left + 5, 8);
    context.globalAlpha = 1;
  }

  private drawTripod(context: CanvasRenderingContext2D, quiet: string): void {
    const length = 0.62 * this.reach;
    const from: [number, number, number] = this.cloud.origin ? [0, 0, 0] : [...this.middle];
    context.strokeStyle = quiet;
    context.fillStyle = quiet;
    context.lineWidth = 1.2;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const [ox, oy] = this.projectPlace(from);
    for (let axis = 0; axis < 3; axis++) {
      const end: [number, number, number] = [...from];
      end[axis]! += length;
      const back: [number, number, number] = [...from];
      back[axis]! -= length;
      const [x, y] = this.projectPlace(end);
      const [bx, by] = this.projectPlace(back);
      context.globalAlpha = 0.35;
      context.beginPath();
      context.moveTo(bx, by);
      context.lineTo(ox, oy);
      context.stroke();
      context.globalAlpha = 0.9;
      context.beginPath();
      context.moveTo(ox, oy);
      context.lineTo(x, y);
      context.stroke();
      const away = Math.hypot(x - ox, y - oy) || 1;
      context.fillText(this.cloud.axes[axis]!, x + 12 * (x - ox) / away, y + 12 * (y - oy) / away);
    }
    if (this.cloud.origin) {
      context.beginPath();
      context.arc(ox, oy, 5, 0, 7);
      context.fill();
      context.textAlign = "left";
      context.fillText(this.cloud.origin, ox + 8, oy + 10);
    }
    context.globalAlpha = 1;
    // A scale bar: the projection is parallel, so it holds everywhere in the picture.
    const target = this.width / 5 / this.scale;
    const power = 10 ** Math.floor(Math.log10(target));
    const size = [5, 2, 1].map(step => step * power).find(step => step <= target) ?? power;
    const y = this.height - 14;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(14, y);
    context.lineTo(14 + size * this.scale, y);
    context.stroke();
    context.textAlign = "left";
    context.textBaseline = "bottom";
    context.fillText(`${Number(size.toPrecision(2))} ${this.cloud.unit}`, 14, y - 4);
  }

  private drawLinks(context: CanvasRenderingContext2D, ink: string): void {
    context.strokeStyle = ink;
    context.lineWidth = 1;
    context.globalAlpha = 0.55;
    context.beginPath();
    for (const { from, to } of this.overlay.links) {
      context.moveTo(...this.project(from));
      context.lineTo(...this.project(to));
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  private drawLabels(context: CanvasRenderingContext2D, ink: string, background: string): void {
    context.font = "700 15px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineWidth = 4;
    context.strokeStyle = background;
    context.fillStyle = ink;
    for (const { place, text } of this.overlay.labels) {
      const [x, y] = this.projectPlace(place);
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  }

  private drawLasso(context: CanvasRenderingContext2D, ink: string): void {
    context.beginPath();
    for (const { x, y } of this.lasso!) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = ink;
    context.globalAlpha = 0.08;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = ink;
    context.lineWidth = 1.5;
    context.setLineDash([5, 4]);
    context.stroke();
    context.setLineDash([]);
  }

  private use(tool: Tool): void {
    this.tool = tool;
    for (const [name, button] of Object.entries(this.tools)) button.setAttribute("aria-pressed", String(name === tool));
    this.above.style.cursor = tool === "lasso" ? "crosshair" : "grab";
  }

  private resize(): void {
    const box = this.canvas.parentElement!.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return;
    const ratio = devicePixelRatio || 1;
    this.root.style.setProperty("--ratio", `${box.width} / ${box.height}`);
    const grown = Math.min(box.width / this.width, box.height / this.height);
    this.width = box.width;
    this.height = box.height;
    for (const canvas of [this.canvas, this.above]) {
      canvas.width = Math.round(box.width * ratio);
      canvas.height = Math.round(box.height * ratio);
    }
    if (this.touched) this.scale *= grown;
    else this.fit();
    this.wanted = false;
    this.draw();
  }

  private hidden(point: number): boolean {
    const state = this.marks[point]! % 4;
    return state === 2 || (this.chosenOnly && this.anyChosen && state !== 1);
  }

  private nearest(x: number, y: number): number {
    let best = -1;
    let least = 14 * 14;
    for (let point = 0; point < this.cloud.places.length / 3; point++) {
      if (this.hidden(point)) continue;
      const [px, py] = this.project(point);
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance < least) {
        least = distance;
        best = point;
      }
    }
    return best;
  }

  private within(path: { x: number; y: number }[]): number[] {
    const left = Math.min(...path.map(at => at.x));
    const right = Math.max(...path.map(at => at.x));
    const top = Math.min(...path.map(at => at.y));
    const bottom = Math.max(...path.map(at => at.y));
    const found: number[] = [];
    for (let point = 0; point < this.cloud.places.length / 3; point++) {
      if (this.hidden(point)) continue;
      const [x, y] = this.project(point);
      if (x < left || x > right || y < top || y > bottom) continue;
      let inside = false;
      for (let i = 0, j = path.length - 1; i < path.length; j = i++) {
        const a = path[i]!;
        const b = path[j]!;
        if (a.y > y !== b.y > y && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) inside = !inside;
      }
      if (inside) found.push(point);
    }
    return found;
  }

  private zoom(factor: number, x = this.width / 2, y = this.height / 2): void {
    const before = this.scale;
    this.scale *= factor;
    this.touched = true;
    // What is under the pointer stays under it.
    this.pan((x - this.width / 2) * (before - this.scale) / before, (y - this.height / 2) * (before - this.scale) / before);
  }

  private pan(dx: number, dy: number): void {
    const t = this.turn;
    const right = -dx / this.scale;
    const up = dy / this.scale;
    this.middle = [0, 1, 2].map(axis => this.middle[axis]! + t[axis]! * right + t[3 + axis]! * up) as [number, number, number];
    this.touched = true;
    this.redraw();
  }

  private rotateBy(dx: number, dy: number): void {
    this.turn = turned(this.turn, dx * 0.008, dy * 0.008);
    this.redraw();
  }

  private listen(): void {
    const above = this.above;
    const fingers = new Map<number, { x: number; y: number }>();
    let start: { x: number; y: number } | null = null;
    let last = { x: 0, y: 0 };
    const here = (event: MouseEvent): { x: number; y: number } => {
      const box = above.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    above.addEventListener("pointerdown", event => {
      if (event.button > 1) return;
      above.setPointerCapture(event.pointerId);
      const at = here(event);
      fingers.set(event.pointerId, at);
      if (fingers.size > 1) {
        this.lasso = null;
        return;
      }
      start = last = at;
      if (this.tool === "lasso" && event.button === 0) this.lasso = [at];
      this.events.hover(-1, null);
    });
    above.addEventListener("pointermove", event => {
      const at = here(event);
      if (fingers.size === 2 && fingers.has(event.pointerId)) {
        const other = [...fingers].find(([id]) => id !== event.pointerId)![1];
        const before = fingers.get(event.pointerId)!;
        const grown = Math.hypot(at.x - other.x, at.y - other.y) / (Math.hypot(before.x - other.x, before.y - other.y) || 1);
        fingers.set(event.pointerId, at);
        this.zoom(grown, (at.x + other.x) / 2, (at.y + other.y) / 2);
        return;
      }
      if (!start) {
        const point = this.nearest(at.x, at.y);
        this.events.hover(point, point < 0 ? null : { x: event.clientX, y: event.clientY });
        return;
      }
      fingers.set(event.pointerId, at);
      if (this.lasso) {
        this.lasso.push(at);
        this.redraw();
      } else if (this.cloud.dimensions === 3 && !event.shiftKey && event.buttons !== 4) {
        this.rotateBy(at.x - last.x, at.y - last.y);
      } else {
        this.pan(at.x - last.x, at.y - last.y);
      }
      last = at;
    });
    const end = (event: PointerEvent): void => {
      fingers.delete(event.pointerId);
      if (!start) return;
      const path = this.lasso;
      const at = here(event);
      const still = Math.hypot(at.x - start.x, at.y - start.y) < 4 && (path === null || path.length < 6);
      start = null;
      this.lasso = null;
      const add = event.shiftKey || event.ctrlKey || event.metaKey;
      if (event.type === "pointercancel") this.redraw();
      else if (still) this.events.pick(this.nearest(at.x, at.y), add);
      else if (path && path.length > 2) this.events.lasso(this.within(path), event.altKey ? "subtract" : add ? "add" : "replace");
      this.redraw();
    };
    above.addEventListener("pointerup", end);
    above.addEventListener("pointercancel", end);
    above.addEventListener("pointerleave", () => { if (!start) this.events.hover(-1, null); });
    above.addEventListener("wheel", event => {
      // A page must scroll past the picture: zooming takes Ctrl, or a picture that has the focus.
      if (!event.ctrlKey && document.activeElement !== above) return;
      event.preventDefault();
      const at = here(event);
      this.zoom(Math.exp(-event.deltaY * 0.0015), at.x, at.y);
    }, { passive: false });
    above.addEventListener("keydown", event => {
      const act = this.keys(event.shiftKey)[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
  }

  private keys(shift: boolean): Record<string, () => void> {
    const move = (dx: number, dy: number): void => this.cloud.dimensions === 3 && !shift ? this.rotateBy(dx, dy) : this.pan(-dx, -dy);
    return {
      ArrowLeft: () => move(-24, 0), ArrowRight: () => move(24, 0), ArrowUp: () => move(0, -24), ArrowDown: () => move(0, 24),
      "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), "0": () => this.fit(),
      n: () => this.events.step(1), p: () => this.events.step(-1),
      Enter: () => this.events.pick(this.hovered, false), " ": () => this.events.pick(this.hovered, true),
      Escape: () => this.events.pick(-1, false),
      l: () => this.use("lasso"), m: () => this.use("move"),
    };
  }
}

/** Turned about the screen's upright axis, then about its level one. */
function turned(turn: number[], yaw: number, pitch: number): number[] {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const by = [cy, 0, sy, sp * sy, cp, -sp * cy, -cp * sy, sp, cp * cy];
  return [0, 1, 2].flatMap(row => [0, 1, 2].map(column => by[3 * row]! * turn[column]! + by[3 * row + 1]! * turn[3 + column]! + by[3 * row + 2]! * turn[6 + column]!));
}
