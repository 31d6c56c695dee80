/** Colour as arithmetic: contrast as WCAG 2 defines it, and what a colour-blind reader sees (Machado et al., 2009). */

export type Rgb = readonly [number, number, number];

const LEVELS = [0, 95, 135, 175, 215, 255] as const;

/** One of the fixed colours of a terminal, 16 to 255: a cube of six steps, then greys. */
export function fixedColour(number: number): Rgb {
  if (number >= 232) {
    const grey = 8 + 10 * (number - 232);
    return [grey, grey, grey];
  }
  const step = (divisor: number): number => LEVELS[Math.floor((number - 16) / divisor) % 6] ?? 0;
  return [step(36), step(6), step(1)];
}

export function rgb(hex: string): Rgb {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

const linear = (value: number): number =>
  value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

export type Sight = 'full colour' | 'protanopia' | 'deuteranopia' | 'tritanopia';

/** How much of red, green and blue each kind of eye makes of red, green and blue. */
const SEEN: Readonly<Record<Sight, readonly (readonly number[])[]>> = {
  'full colour': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export const SIGHTS = Object.keys(SEEN) as Sight[];

/** How far apart two colours are for a reader, from 0 to 442 (black and white). */
export function distance(a: Rgb, b: Rgb, sight: Sight): number {
  const [seenA, seenB] = [seen(a, sight), seen(b, sight)];
  return Math.hypot(...seenA.map((value, index) => value - (seenB[index] ?? 0)));
}

function seen(colour: Rgb, sight: Sight): number[] {
  const light = colour.map(linear);
  return SEEN[sight].map((row) => {
    const sum = row.reduce<number>(
      (total, weight, index) => total + weight * (light[index] ?? 0),
      0,
    );
    const value = Math.min(1, Math.max(0, sum));
    return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
  });
}
