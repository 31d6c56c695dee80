/** Colours for code. The highlighter is loaded after the first frame; until then code is plain. */
import type { HighlightResult } from 'highlight.js';
import { PLAIN, span } from '../text/span.ts';
import type { Span, Style } from '../text/span.ts';

/** Spans of a piece of code (line breaks kept), or undefined when the language is not known. */
export type Highlight = (code: string, language: string) => readonly Span[] | undefined;

/** What highlight.js calls while it reads code; it has no name in the types that it exports. */
type Emitter = HighlightResult['_emitter'];

export const plainCode: Highlight = () => undefined;

/** Styles by the first word of a highlight.js scope. */
const STYLES: Readonly<Record<string, Style>> = {
  keyword: { tone: 'keyword', bold: true },
  built_in: { tone: 'keyword' },
  literal: { tone: 'number' },
  number: { tone: 'number' },
  string: { tone: 'string' },
  comment: { tone: 'comment', italic: true },
  variable: { tone: 'variable' },
  attr: { tone: 'variable' },
  meta: { tone: 'comment' },
  bullet: { tone: 'keyword' },
};

const NAMES: Readonly<Record<string, string>> = {
  sh: 'bash',
  bash: 'bash',
  shell: 'bash',
  console: 'bash',
  dockerfile: 'dockerfile',
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
};

/** Collects what highlight.js finds as spans instead of HTML. */
class SpanEmitter implements Emitter {
  readonly spans: Span[] = [];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    const scope = this.#scopes.findLast((name) => STYLES[name] !== undefined);
    if (text !== '') this.spans.push(span(text, (scope && STYLES[scope]) || PLAIN));
  }
  startScope(name: string): void {
    this.#scopes.push(name.split('.')[0] ?? name);
  }
  endScope(): void {
    this.#scopes.pop();
  }
  // The two names by which highlight.js itself calls the two above.
  openNode(name: string): void {
    this.startScope(name);
  }
  closeNode(): void {
    this.endScope();
  }
  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof SpanEmitter) this.spans.push(...emitter.spans);
  }
  finalize(): void {}
  toHTML(): string {
    return '';
  }
}

async function load(): Promise<Highlight> {
  const [core, bash, dockerfile, json, yaml] = await Promise.all([
    import('highlight.js/lib/core'),
    import('highlight.js/lib/languages/bash'),
    import('highlight.js/lib/languages/dockerfile'),
    import('highlight.js/lib/languages/json'),
    import('highlight.js/lib/languages/yaml'),
  ]);
  const api = core.default.newInstance();
  api.configure({ __emitter: SpanEmitter });
  api.registerLanguage('bash', bash.default);
  api.registerLanguage('dockerfile', dockerfile.default);
  api.registerLanguage('json', json.default);
  api.registerLanguage('yaml', yaml.default);
  return (code, language) => {
    const name = NAMES[language.toLowerCase()];
    if (name === undefined) return undefined;
    const { _emitter: emitter } = api.highlight(code, { language: name, ignoreIllegals: true });
    if (!(emitter instanceof SpanEmitter)) return undefined;
    // Colours must never cost a character: what does not add up is shown plain.
    const text = emitter.spans.map((part) => part.text).join('');
    return text === code ? emitter.spans : undefined;
  };
}

let loading: Promise<Highlight> | undefined;

/** The highlighter; loaded once. */
export function loadHighlight(): Promise<Highlight> {
  loading ??= load().catch(() => plainCode);
  return loading;
}
