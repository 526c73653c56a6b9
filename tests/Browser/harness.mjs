// Tests as sentences, one after the other; the last line sums up.
import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

let passed = 0;
let failed = 0;

const only = process.env.ONLY ? new RegExp(process.env.ONLY) : null;

// Bounds that a slow machine keeps: a test that hangs fails, and the others still run.
const longest = 300_000;
const longestStep = 120_000;

async function within(work, limit, what) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`'${what}' took more than ${limit / 1000} s`)), limit); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A context of the browser whose steps may take their time. */
export async function context(options) {
  const own = await browser.newContext(options);
  own.setDefaultTimeout(longestStep);
  own.setDefaultNavigationTimeout(longestStep);
  return own;
}

/** One test; ONLY=PATTERN in the environment runs those whose sentence it matches. */
export async function test(sentence, body) {
  if (only && !only.test(sentence)) return;
  const start = performance.now();
  try {
    await within(body(), longest, sentence);
    passed++;
    console.log(`ok      ${sentence} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${sentence}\n        ${String(error.stack ?? error).split("\n").slice(0, 6).join("\n        ")}`);
  }
}

export function summary() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

export function expect(holds, message) {
  if (!holds) throw new Error(message);
}

export function expectEqual(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: found ${a.slice(0, 400)}; expected ${b.slice(0, 400)}`);
}

export const results = process.env.NEUROPIL_BROWSER_RESULTS ?? join(import.meta.dirname, "../../artifacts/browser");
mkdirSync(results, { recursive: true });

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});

/** A page opened from disk, with all that it complained of and asked for. */
export async function open(file, options = {}) {
  const { hash = "", ...rest } = options;
  const own = await context({ viewport: { width: 1360, height: 900 }, colorScheme: "light", reducedMotion: "reduce", acceptDownloads: true, ...rest });
  const page = await own.newPage();
  const complaints = [];
  const requests = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type()) && !/GPU stall due to ReadPixels|GroupMarkerNotSet/.test(message.text())) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(String(error)));
  page.on("request", request => requests.push(request.url()));
  await page.goto(`file://${file}${hash}`);
  if (rest.javaScriptEnabled !== false) await settled(page);
  return { page, complaints, requests, close: () => own.close() };
}

/** Two frames on: what was asked for is drawn. */
export async function settled(page) {
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))));
}

/** The study's data as the page holds it, decoded apart from the page's own scripts. */
export async function study(page) {
  const text = await page.evaluate(() => document.getElementById("study").textContent);
  const data = JSON.parse(text);
  const arrays = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
  const values = column => {
    if (column.kind === "text") return column.texts;
    const bytes = Buffer.from(column.data, "base64");
    const raw = new arrays[column.type](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const numbers = Array.from(raw, value => column.scale === undefined ? value : value === -2147483648 ? NaN : value / column.scale);
    return column.kind === "class" ? numbers.map(value => column.levels[value]) : numbers;
  };
  const named = columns => Object.fromEntries(columns.map(column => [column.name, { ...column, values: values(column) }]));
  return {
    historical: data.synapses.historical,
    count: data.synapses.count,
    columns: named(data.synapses.columns),
    groups: data.groups.map(group => ({ name: group.name, rows: values(group.rows), columns: named(group.columns), embedding: group.columns.filter(column => column.role === "embedding").map(values), cluster: values(group.columns.find(column => column.role === "cluster")) })),
  };
}

/** Rows of a CSV text. */
export function readCsv(text) {
  const rows = [[]];
  const pattern = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/g;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === "" && match.index === text.length) break;
    rows.at(-1).push(match[1].startsWith('"') ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]);
    if (match[2] === "\n") rows.push([]);
  }
  if (rows.at(-1).length === 0) rows.pop();
  return rows;
}

/** How many pixels of a panel's points are drawn, and in how many hues. */
export async function drawn(page, panel) {
  return page.evaluate(id => {
    const canvas = document.querySelector(`#${id} canvas`);
    const flat = document.createElement("canvas");
    [flat.width, flat.height] = [canvas.width, canvas.height];
    const context = flat.getContext("2d");
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, flat.width, flat.height);
    let count = 0;
    let strong = 0;
    const hues = new Map();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] < 16) continue;
      count++;
      if (data[at + 3] > 128) {
        strong++;
        const hue = (data[at] >> 5) << 6 | (data[at + 1] >> 5) << 3 | data[at + 2] >> 5;
        hues.set(hue, (hues.get(hue) ?? 0) + 1);
      }
    }
    return { count, strong, hues: [...hues.values()].filter(times => times > 40).length };
  }, panel);
}

/** Drags along points, given from 0 to 1 within a panel's picture. */
export async function drag(page, panel, path, keys = []) {
  await page.locator(`#${panel} .stage`).evaluate(stage => stage.scrollIntoView({ block: "center", behavior: "instant" }));
  const box = await page.locator(`#${panel} .stage`).boundingBox();
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.move(...at(path[0]));
  await page.mouse.down();
  for (const point of path.slice(1)) await page.mouse.move(...at(point), { steps: 3 });
  await page.mouse.up();
  for (const key of keys) await page.keyboard.up(key);
  await settled(page);
}

/** Processor time that drawing pages has taken so far, in milliseconds: of the renderers and of the process that draws for them. */
export async function processorTime() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return 1000 * processInfo.filter(one => one.type !== "browser").reduce((sum, one) => sum + one.cpuTime, 0);
}

/** Pictures of a page, a screen at each section. */
export async function pictures(page, name) {
  for (const section of await page.locator("main section").all()) {
    await section.evaluate(one => one.scrollIntoView({ behavior: "instant" }));
    await settled(page);
    await page.screenshot({ path: join(results, `${name}-${await section.getAttribute("id")}.png`) });
  }
}

/** The synapses that the address holds as selected. */
export async function selected(page) {
  const hash = await page.evaluate(() => location.hash);
  const text = new URLSearchParams(hash.slice(hash.indexOf("&") + 1)).get("s");
  if (text === null) return [];
  const bytes = Buffer.from(text, "base64url");
  const rows = [];
  let [row, chosen, run, shift] = [0, false, 0, 0];
  for (const byte of bytes) {
    run += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte & 128) continue;
    if (chosen) for (let end = row + run; row < end; row++) rows.push(row);
    else row += run;
    [chosen, run, shift] = [!chosen, 0, 0];
  }
  return rows;
}
