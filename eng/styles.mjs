// Cuts Tabler's style sheet and icons to what the pages use. Everything in a source file that could be a class counts as used.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Classes that no source spells out: they are put together from parts. One place for all of them. */
const composed = ['bg-red-lt', 'bg-orange-lt', 'bg-yellow-lt', 'bg-green-lt', 'bg-blue-lt', 'bg-secondary-lt', 'text-red', 'text-orange', 'text-green'];

/** Elements that no page of ours contains. */
const unused = 'iframe|video|audio|object|embed|canvas|dialog|kbd|samp|mark|abbr|address|blockquote|cite|ins|del|sub|sup|var|dfn|hr';
const unusedElements = new RegExp(`(^|[\\s>+~,(])(${unused})(?![\\w-])`);

/** The sources in which classes and icons are named. */
export function sources(root) {
  const texts = [];
  const walk = directory => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (['bin', 'obj', 'lib', 'Migrations'].includes(entry.name)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(cshtml|cs|js|css)$/.test(entry.name)) texts.push({ path, text: readFileSync(path, 'utf8') });
    }
  };
  walk(join(root, 'src', 'Hongyan'));
  return texts;
}

/** The icons of a list whose names stand in quotes somewhere. */
export function usedIcons(names, texts) {
  const quoted = new Set(texts.filter(one => !one.path.endsWith('.css')).flatMap(one => one.text.match(/(?<=["'])[a-z0-9-]+(?=["'])/g) ?? []));
  return names.filter(name => quoted.has(name));
}

/** The sheet without rules for classes that no source names, custom properties that nothing reads, and animations that nothing plays. */
export function cut(sheet, texts) {
  const own = texts.filter(one => one.path.endsWith('.css')).map(one => one.text).join('\n');
  const words = new Set([...composed, ...texts.filter(one => !one.path.endsWith('.css')).flatMap(one => one.text.match(/[A-Za-z][\w-]*/g) ?? [])]);
  let rules = parse(sheet).map(rule => prune(rule, words)).filter(Boolean);
  for (let before = -1, now = text(rules).length; before !== now;) {
    before = now;
    const all = text(rules) + own;
    const read = new Set(all.match(/var\(\s*--[\w-]+/g)?.map(one => one.replace(/var\(\s*/, '')) ?? []);
    const kept = name => read.has(name) || texts.some(one => /\.(js|cshtml)$/.test(one.path) && one.text.includes(name));
    rules = rules.map(rule => withoutProperties(rule, kept)).filter(Boolean);
    rules = rules.filter(rule => !rule.head.startsWith('@keyframes') || new RegExp(`animation[^;}]*\\b${rule.head.split(/\s+/)[1]}\\b`).test(all));
    now = text(rules).length;
  }
  return text(rules) + '\n';
}

/** Rules as { head, body } with the text of the declarations, or { head, rules } for what holds other rules. */
function parse(css) {
  const rules = [];
  for (let at = 0; at < css.length;) {
    if (css.startsWith('/*', at)) { // the licence stays
      const end = css.indexOf('*/', at) + 2;
      rules.push({ head: css.slice(at, end).startsWith('/*!') ? css.slice(at, end) : '' });
      at = end;
      continue;
    }
    const open = seek(css, at, '{;');
    if (open < 0) break;
    const head = css.slice(at, open).trim();
    if (css[open] === ';') {
      if (!head.startsWith('@charset')) rules.push({ head: head + ';' });
      at = open + 1;
      continue;
    }
    const close = matching(css, open);
    const inner = css.slice(open + 1, close);
    rules.push(/^@(media|supports|layer|container)/.test(head) ? { head, rules: parse(inner) } : { head, body: inner });
    at = close + 1;
  }
  return rules.filter(rule => rule.head);
}

/** The next of the letters that stands outside of strings and brackets; -1 when there is none. */
function seek(css, from, letters) {
  for (let at = from, depth = 0; at < css.length; at++) {
    const letter = css[at];
    if (letter === '\\') at++;
    else if (letter === '"' || letter === "'") at = css.indexOf(letter, at + 1);
    else if (letter === '(' || letter === '[') depth++;
    else if (letter === ')' || letter === ']') depth--;
    else if (depth === 0 && letters.includes(letter)) return at;
  }
  return -1;
}

function matching(css, open) {
  for (let at = open + 1, depth = 1; at < css.length; at++) {
    const letter = css[at];
    if (letter === '\\') at++;
    else if (letter === '"' || letter === "'") at = css.indexOf(letter, at + 1);
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return at;
  }
  throw new Error('The style sheet ends within a rule.');
}

function split(text, letter) {
  const parts = [];
  for (let at = 0; ;) {
    const next = seek(text, at, letter);
    parts.push(text.slice(at, next < 0 ? undefined : next));
    if (next < 0) return parts;
    at = next + 1;
  }
}

function prune(rule, words) {
  if (rule.rules) {
    const rules = rule.rules.map(one => prune(one, words)).filter(Boolean);
    return rules.length > 0 ? { head: rule.head, rules } : null;
  }
  if (rule.body === undefined || rule.head.startsWith('@')) return rule;
  const selectors = split(rule.head, ',').filter(selector => isUsed(selector, words));
  return selectors.length > 0 ? { head: selectors.join(','), body: rule.body } : null;
}

/** What stands within :not() need not be used for the rule to hold. */
function isUsed(selector, words) {
  const positive = selector.replace(/:not\([^()]*(\([^()]*\)[^()]*)*\)/g, '');
  const classes = positive.match(/\.(?:\\.|[\w-])+/g) ?? [];
  return classes.every(one => words.has(one.slice(1).replace(/\\/g, ''))) && !unusedElements.test(positive);
}

function withoutProperties(rule, kept) {
  if (rule.rules) {
    const rules = rule.rules.map(one => withoutProperties(one, kept)).filter(Boolean);
    return rules.length > 0 ? { head: rule.head, rules } : null;
  }
  if (rule.body === undefined || rule.head.startsWith('@')) return rule;
  const body = split(rule.body, ';').filter(one => !one.trim().startsWith('--') || kept(one.trim().split(':')[0].trim())).join(';');
  return body.trim() ? { head: rule.head, body } : null;
}

function text(rules) {
  return rules.map(rule => rule.rules ? `${rule.head}{${text(rule.rules)}}` : rule.body === undefined ? rule.head : `${rule.head}{${rule.body}}`).join('');
}
