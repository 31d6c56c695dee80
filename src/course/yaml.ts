/** YAML with positions: a value, and the line of every part of it. Limits what a hostile file can cost. */
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Document, Node, YAMLError } from 'yaml';
import { error } from './problem.ts';
import type { Place, Problem } from './problem.ts';

/** Far above any honest file; keeps the parser's worst cases under a second. */
const MAX_CHARACTERS = 64 * 1024;

export type Path = readonly PropertyKey[];

export interface Yaml {
  value: unknown;
  /** Line in the file of the key or list entry at this path, or of the nearest part above it that exists. */
  lineOf(path: Path): number;
}

export type YamlResult = { is: 'yaml'; yaml: Yaml } | { is: 'invalid'; problems: Problem[] };

const tooDeep = (place: Place): Problem => error(place, 'nested too deeply to be read');

/** Parses YAML 1.2 that starts at `place`. Aliases, anchors and tags are refused: no course file needs them. */
export function readYaml(text: string, place: Place): YamlResult {
  if (text.length > MAX_CHARACTERS)
    return {
      is: 'invalid',
      problems: [error(place, `too large: expected at most ${MAX_CHARACTERS / 1024} KiB of YAML`)],
    };
  try {
    return parse(text, place);
  } catch (thrown) {
    // Nesting that the parser survives can still exhaust the stack of what walks its result.
    if (thrown instanceof RangeError) return { is: 'invalid', problems: [tooDeep(place)] };
    throw thrown;
  }
}

function parse(text: string, place: Place): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  });
  const at = (offset: number): Place => ({
    file: place.file,
    line: place.line + Math.max(1, lines.linePos(offset).line) - 1,
  });
  const problems = [...document.errors, ...document.warnings].map((problem) =>
    mistake(at(problem.pos[0]), problem),
  );
  if (problems.length === 0) problems.push(...refusals(document, at));
  if (problems.length > 0) return { is: 'invalid', problems };
  return {
    is: 'yaml',
    yaml: {
      value: document.toJS(),
      lineOf: (path) => at(offsetOf(document, path)).line,
    },
  };
}

function mistake(place: Place, { code, message }: YAMLError): Problem {
  if (code === 'RESOURCE_EXHAUSTION') return tooDeep(place);
  // By far the most frequent one, and the parser's own words do not say what to do.
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return error(place, 'not valid YAML: expected quotes around text that has ": " in it');
  return error(place, `not valid YAML: ${message}`);
}

function refusals(document: Document, at: (offset: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    const place = at(node.range?.[0] ?? 0);
    const anchored = (isScalar(node) || isCollection(node)) && node.anchor !== undefined;
    if (isAlias(node) || anchored)
      problems.push(error(place, 'anchors and aliases (& and *) are not supported: repeat it'));
    else if (node.tag?.startsWith('!'))
      problems.push(error(place, `tags such as ${node.tag} are not supported`));
    else if (isAmbiguousNumber(node))
      problems.push(error(place, `${node.source} reads as another number: put it in quotes`));
  });
  return problems;
}

/** `010` is ten to YAML 1.2, eight to 1.1, and meant as text by most people. */
function isAmbiguousNumber(node: Node): node is Node & { source: string } {
  return (
    isScalar(node) &&
    typeof node.value === 'number' &&
    node.source !== undefined &&
    /^[-+]?0[\dxo]/.test(node.source)
  );
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (!isPair(pair) || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
