// The study's columns, decoded once. A synapse is its row in the table of all synapses: first the historical, then the new.

export type Role = "key" | "neuron" | "type" | "feature" | "before" | "after" | "embedding" | "cluster" | "strength" | "stability" | "reliability" | "status" | "other";

interface Encoded {
  name: string;
  role: Role;
  unit?: string;
  kind: "number" | "class" | "text";
  type?: "f32" | "f64" | "i32" | "u8" | "u16" | "u32";
  scale?: number;
  data?: string;
  levels?: string[];
  texts?: string[];
}

interface EncodedGroup {
  name: string;
  title: string;
  offset: number;
  rows: Encoded;
  columns: Encoded[];
}

interface EncodedStudy {
  palette: { light: string[]; dark: string[] };
  synapses: { count: number; historical: number; columns: Encoded[] };
  groups: EncodedGroup[];
}

/** A column; numbers are NaN where missing, classes are indexes into levels. */
export interface Column {
  name: string;
  role: Role;
  unit: string;
  kind: "number" | "class" | "text";
  numbers: ArrayLike<number>;
  levels: string[];
  texts: string[];
}

export interface Group {
  name: string;
  title: string;
  /** Where the group's colours start, so that clusters of different groups do not look related. */
  offset: number;
  /** The synapse of each point. */
  rows: Uint32Array;
  /** The point of each synapse, −1 where it is not of the group. */
  pointOf: Int32Array;
  columns: Column[];
  embedding: Column[];
  cluster: Column;
  /** Cluster labels in order; noise is not among them. */
  clusters: number[];
}

export interface Study {
  palette: { light: string[]; dark: string[] };
  count: number;
  historical: number;
  columns: Column[];
  groups: Group[];
}

const arrays = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
const missing = -2147483648;

function decodedBytes(text: string): Uint8Array<ArrayBuffer> {
  if ("fromBase64" in Uint8Array) return (Uint8Array as unknown as { fromBase64(text: string): Uint8Array<ArrayBuffer> }).fromBase64(text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

function numbers(column: Encoded): ArrayLike<number> {
  const bytes = decodedBytes(column.data!);
  const values = new arrays[column.type!](bytes.buffer);
  if (column.scale === undefined) return values;
  const scaled = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) scaled[row] = values[row] === missing ? NaN : values[row]! / column.scale;
  return scaled;
}

function decoded(column: Encoded): Column {
  return {
    name: column.name,
    role: column.role,
    unit: column.unit ?? "",
    kind: column.kind,
    numbers: column.kind === "text" ? [] : numbers(column),
    levels: column.levels ?? [],
    texts: column.texts ?? [],
  };
}

function group(encoded: EncodedGroup, count: number): Group {
  const rows = numbers(encoded.rows) as Uint32Array;
  const pointOf = new Int32Array(count).fill(-1);
  for (let point = 0; point < rows.length; point++) pointOf[rows[point]!] = point;
  const columns = encoded.columns.map(decoded);
  const cluster = columns.find(column => column.role === "cluster")!;
  const clusters = [...new Set(Array.from(cluster.numbers))].filter(label => label >= 0).sort((a, b) => a - b);
  return {
    name: encoded.name, title: encoded.title, offset: encoded.offset,
    rows, pointOf, columns, embedding: columns.filter(column => column.role === "embedding"), cluster, clusters,
  };
}

export function read(): Study {
  const encoded = JSON.parse(document.getElementById("study")!.textContent!) as EncodedStudy;
  return {
    palette: encoded.palette,
    count: encoded.synapses.count,
    historical: encoded.synapses.historical,
    columns: encoded.synapses.columns.map(decoded),
    groups: encoded.groups.map(one => group(one, encoded.synapses.count)),
  };
}

/** A cell as text, exactly as the tables have it. */
export function cell(column: Column, row: number): string {
  if (column.kind === "text") return column.texts[row]!;
  const value = column.numbers[row]!;
  if (column.kind === "class") return column.levels[value] ?? "";
  return Number.isNaN(value) ? "" : String(value);
}

/** What names a synapse to a reader. */
export function key(study: Study, row: number): string {
  return study.columns
    .filter(column => column.role === "neuron" || column.role === "type" || column.role === "key")
    .map(column => cell(column, row))
    .filter(text => text !== "")
    .join(" · ");
}
