// node eng/changed.mjs [commit]: which tests the changes since that commit touch, as lines name:project:filter for ./test.
// By convention: a folder of Features has its tests in the folder of that name and in every file that names it; what all features
// stand on has all tests.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const git = (...args) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
const lines = text => text.split('\n').filter(Boolean);
const guards = ['TextsTests', 'PageTests', 'StatementTests', 'WritableTests', 'BorderTests', 'ManifestTests'];

const files = [...new Set([...lines(git('diff', '--name-only', process.argv[2] || base())), ...lines(git('ls-files', '--others', '--exclude-standard'))])];
const [rules, pages, browser] = [new Set(), new Set(), new Set()];
const all = '';
for (const file of files) {
  const [top, project, kind, folder] = file.split('/');
  if (/^(Directory\.|global\.json|package|Hongyan\.slnx)/.test(file)) [rules, pages, browser].forEach(part => part.add(all));
  else if (top === 'src' && project === 'Hongyan.Rules') rules.add(all), pages.add('SampledReplayTests').add('SettledTests');
  else if (top === 'policy') rules.add(all), pages.add('PolicyTests').add('SampledReplayTests');
  else if (top === 'src' && kind === 'Features' && file.split('/').length > 4) feature(folder, file);
  else if (top === 'src' && kind === 'wwwroot') browser.add(all);
  else if (top === 'src' || top === 'bench') pages.add(all);
  else if (project === 'Hongyan.Rules.Tests') rules.add(all);
  else if (project === 'Hongyan.Browser') browser.add(all);
  else if (project === 'Hongyan.Tests') folder ? classesIn(kind).forEach(one => pages.add(one)) : pages.add(all);
}

for (const [name, of, classes] of [['rules', 'Hongyan.Rules.Tests', rules], ['pages', 'Hongyan.Tests', pages], ['browser', 'Hongyan.Browser', browser]]) {
  if (classes.size === 0) continue;
  const chosen = classes.has(all) ? [] : [...classes].sort().map(one => `FullyQualifiedName~.${one}.`);
  console.log(`${name}:${of}:${chosen.length ? `part!=night&(${chosen.join('|')})` : name === 'rules' ? '' : 'part!=night'}`);
}

function base() {
  const [here, main] = [git('rev-parse', 'HEAD'), git('rev-parse', '--verify', '--quiet', 'main')];
  return here === main ? 'HEAD~' : git('merge-base', 'main', 'HEAD');
}

function feature(folder, file) {
  for (const one of [...guards, ...classesIn(folder), ...classesThatName(folder)]) pages.add(one);
  if (file.endsWith('.feature.cs')) pages.add('WhoMayTests');
  if (/\.(cshtml|css|js|feature\.cs)$/.test(file)) browser.add('ChinesePageTests');
}

function testFiles(folder = '') {
  const at = join(root, 'tests/Hongyan.Tests', folder);
  return existsSync(at) ? readdirSync(at, { recursive: true }).filter(one => one.endsWith('.cs') && !/^(bin|obj)\//.test(one)).map(one => join(at, one)) : [];
}

function classes(path) {
  return [...readFileSync(path, 'utf8').matchAll(/class (\w+Tests)\b/g)].map(found => found[1]);
}

function classesIn(folder) {
  return testFiles(folder).flatMap(classes);
}

function classesThatName(folder) {
  return testFiles().filter(path => new RegExp(`Features\\.${folder}\\b|"/${folder}\\b`).test(readFileSync(path, 'utf8'))).flatMap(classes);
}
