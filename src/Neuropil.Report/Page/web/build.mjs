// Bundles the page's scripts and styles into ../page.js and ../page.css, which are committed and embedded in Neuropil.Report.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const common = { bundle: true, minify: true, write: false, legalComments: "none", charset: "ascii", target: ["es2022", "chrome120", "firefox120", "safari17.5"] };
const script = await build({ ...common, entryPoints: ["src/main.ts"], format: "iife", metafile: true });
const style = await build({ ...common, entryPoints: ["src/page.css"] });
const folder = process.argv[2] ?? "..";
writeFileSync(`${folder}/page.js`, script.outputFiles[0].text);
writeFileSync(`${folder}/page.css`, style.outputFiles[0].text);

// The licences of what is in the bundle, for the page to tell and for the repository to keep.
const packages = new Set(Object.keys(script.metafile.inputs)
  .map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  .filter(name => name !== undefined));
const licences = [...packages].sort().map(name => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return `${name}\t${version}\t${license}\n`;
});
writeFileSync(`${folder}/page.licences.tsv`, licences.join(""));
