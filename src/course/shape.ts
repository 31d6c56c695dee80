/** Values of a small data file, read by hand: the schema library takes longer to load than the home screen to draw. */

/** Reads a value at a place of the file, or throws `Damaged`. */
export type Read<T> = (value: unknown, place: string) => T;

export class Damaged extends Error {
  /** Such as `lessons.hello.startedAt`; empty for the whole file. */
  readonly place: string;

  constructor(place: string) {
    super(`damaged at ${place}`);
    this.place = place;
  }
}

const when =
  <T>(isGood: (value: unknown) => value is T): Read<T> =>
  (value, place) => {
    if (isGood(value)) return value;
    throw new Damaged(place);
  };

export const text = when((value): value is string => typeof value === 'string');

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** ISO 8601 in UTC. */
export const instant = when(
  (value): value is string =>
    typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
);

/** A whole number from 0 to `most`. */
export const count = (most: number): Read<number> =>
  when(
    (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most,
  );

export const amount = when(
  (value): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0,
);

const map = when(
  (value): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
);

const list = when((value): value is readonly unknown[] => Array.isArray(value));

const below = (place: string, key: string): string => (place === '' ? key : `${place}.${key}`);

/** One key of a map. */
export const field = <T>(value: unknown, place: string, key: string, read: Read<T>): T =>
  read(map(value, place)[key], below(place, key));

/** A map of which every value is alike. */
export const mapOf =
  <T>(read: Read<T>): Read<Record<string, T>> =>
  (value, place) =>
    Object.fromEntries(
      Object.entries(map(value, place)).map(([key, one]) => [key, read(one, below(place, key))]),
    );

export const listOf =
  <T>(read: Read<T>, most: number): Read<readonly T[]> =>
  (value, place) => {
    const all = list(value, place);
    if (all.length > most) throw new Damaged(place);
    return all.map((one, index) => read(one, below(place, String(index))));
  };

/** What may be left out. */
export const otherwise =
  <T, U>(read: Read<T>, missing: U): Read<T | U> =>
  (value, place) =>
    value === undefined ? missing : read(value, place);

export const nullable =
  <T>(read: Read<T>): Read<T | null> =>
  (value, place) =>
    value === null ? null : read(value, place);
