/** A strict little reader of XML and HTML for tests: every tag it sees, or a complaint about the first thing that is wrong. */

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

const voidElements = new Set(['meta', 'br', 'hr', 'img', 'link', 'input']);
const attribute = /\s+([a-zA-Z][\w:-]*)="([^"<]*)"/y;
const entity = /&(?!(amp|lt|gt|quot|#39|nbsp);)/;

/** Throws unless tags nest, attributes are quoted and text is escaped. `style` content is taken as it is. */
export function readMarkup(markup: string, { html = false }: { readonly html?: boolean } = {}): readonly Tag[] {
  const tags: { name: string; attributes: Map<string, string>; text: string }[] = [];
  const open: number[] = [];
  let at = html ? markup.indexOf('<html') : 0;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${markup.slice(Math.max(0, at - 40), at + 60)}`);
  };
  while (at < markup.length) {
    if (markup[at] !== '<') {
      const end = markup.indexOf('<', at);
      const text = markup.slice(at, end === -1 ? undefined : end);
      if (text.includes('>')) fail('a bare >');
      if (entity.test(text)) fail('a bare &');
      if (open.length === 0 && text.trim() !== '') fail('text outside');
      for (const i of open) tags[i]!.text += text;
      at += text.length;
      continue;
    }
    const closing = /<\/([\w-]+)>/y;
    closing.lastIndex = at;
    const closed = closing.exec(markup);
    if (closed !== null) {
      const last = open.pop();
      if (last === undefined || tags[last]!.name !== closed[1]) fail('a wrong closing tag');
      at += closed[0].length;
      continue;
    }
    const opening = /<([a-zA-Z][\w-]*)/y;
    opening.lastIndex = at;
    const opened = opening.exec(markup) ?? fail('a bare <');
    at += opened[0].length;
    const attributes = new Map<string, string>();
    for (;;) {
      attribute.lastIndex = at;
      const found = attribute.exec(markup);
      if (found === null) break;
      if (attributes.has(found[1]!)) fail('a repeated attribute');
      if (entity.test(found[2]!)) fail('a bare & in an attribute');
      attributes.set(found[1]!, found[2]!);
      at += found[0].length;
    }
    const end = /\s*(\/?)>/y;
    end.lastIndex = at;
    const ended = end.exec(markup) ?? fail('an unfinished tag');
    at += ended[0].length;
    const name = opened[1]!;
    tags.push({ name, attributes, text: '' });
    if (ended[1] === '/' || (html && voidElements.has(name))) continue;
    if (html && name === 'style') {
      at = markup.indexOf('</style>', at) + '</style>'.length;
      continue;
    }
    open.push(tags.length - 1);
  }
  if (open.length > 0) fail(`unclosed ${open.map((i) => tags[i]!.name).join(', ')}`);
  return tags;
}
