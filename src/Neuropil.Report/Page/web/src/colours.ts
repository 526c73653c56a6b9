// Colours and marks of classes and values. A class has a colour and a shape: 24 pairs, none of them twice.
import { interpolatePlasma } from "d3-scale-chromatic";
import { rgb } from "d3-color";
import { isDark } from "./theme";

export type Colour = [number, number, number];

export const shapes = 6;
/** After the shapes of classes: noise, and what has no value. */
export const crossShape = 6;

export function classColour(palette: { light: string[]; dark: string[] }, index: number): Colour {
  const colours = isDark() ? palette.dark : palette.light;
  return parsed(colours[index % colours.length]!);
}

/** A value from 0 to 1; light on dark, dark on light, at least 3 : 1 against the page. */
export function valueColour(value: number): Colour {
  return parsed(interpolatePlasma(isDark() ? 0.46 + 0.54 * value : 0.62 * (1 - value)));
}

export function noColour(): Colour {
  return isDark() ? [136, 146, 160] : [120, 128, 138];
}

export function css(colour: Colour): string {
  return `rgb(${colour.join(" ")})`;
}

function parsed(text: string): Colour {
  const { r, g, b } = rgb(text);
  return [r, g, b];
}

/** The marks as paths around (0, 0), radius 1; the same shapes as the points' shader draws. */
export function mark(shape: number): string {
  switch (shape) {
    case 0: return "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z";
    case 1: return "M-.82-.82H.82V.82H-.82Z";
    case 2: return "M0-1.05L1 .75H-1Z";
    case 3: return "M0-1.15L1.05 0L0 1.15L-1.05 0Z";
    case 4: return "M0 1.05L1-.75H-1Z";
    case 5: return "M-.36-1H.36V-.36H1V.36H.36V1H-.36V.36H-1V-.36H-.36Z";
    default: return "M-.9-.62L-.62-.9L0-.28L.62-.9L.9-.62L.28 0L.9 .62L.62 .9L0 .28L-.62 .9L-.9 .62L-.28 0Z";
  }
}

export function swatch(colour: Colour, shape: number): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("swatch");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", mark(shape));
  path.setAttribute("fill", css(colour));
  svg.append(path);
  return svg;
}
