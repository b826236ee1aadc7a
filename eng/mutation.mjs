// node eng/mutation.mjs [mutate-glob…]: breaks the rules line by line with Stryker, sees whether a test fails, and names the mutants that lived.
// Without globs: the folders of eng/stryker.json, whose score may not fall below eng/mutation-score.txt; a better one is written there.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const least = join(root, 'eng', 'mutation-score.txt');
const output = mkdtempSync(join(tmpdir(), 'hongyan-mutation-'));
// The tests run on Microsoft's testing platform, for only there Stryker learns which test reaches which mutant. The active mutant stands in a
// file of the temporary folder, which two runs at once must not share.
const environment = { ...process.env, UseMicrosoftTestingPlatformRunner: 'true', TMPDIR: output };
const longest = 25 * 60 * 1000;
const run = (...args) =>
  spawnSync('dotnet', args, { cwd: join(root, 'tests', 'Hongyan.Rules.Tests'), stdio: 'inherit', env: environment, timeout: longest }).status;

const globs = process.argv.slice(2);
// disable-mix-mutants: this runner activates no mutant when several share a run. additional-timeout (ms): a loaded machine is not an endless loop.
const config = JSON.parse(readFileSync(join(root, 'eng', 'stryker.json'), 'utf8'));
// All mutants share a test process, whose static fields are set under the first of them. Calendar and profiles are therefore judged by their own
// tests, which read the policy anew; other folders are judged by all tests.
if (globs.some(glob => !/\/(Calendar|Profiles)\//.test(glob))) delete config['stryker-config']['test-case-filter'];
writeFileSync(join(output, 'stryker.json'), JSON.stringify(config));

try {
  if (run('tool', 'restore') !== 0) throw new Error('dotnet tool restore failed.');
  const code = run('stryker', '--config-file', join(output, 'stryker.json'), '--test-runner', 'mtp', '--output', output,
    '--reporter', 'json', ...globs.flatMap(glob => ['--mutate', glob]));
  if (code !== 0) throw new Error('Stryker did not end well.');
  judge(JSON.parse(readFileSync(join(output, 'reports', 'mutation-report.json'), 'utf8')).files);
} finally {
  rmSync(output, { recursive: true });
}

function judge(files) {
  const mutants = Object.entries(files).flatMap(([file, { source, mutants }]) => mutants.map(mutant => ({ ...mutant, file, source })));
  const of = (...states) => mutants.filter(one => states.includes(one.status));
  const missed = of('Survived', 'NoCoverage');
  const caught = of('Killed', 'Timeout').length;
  for (const one of [...of('Timeout', 'RuntimeError'), ...missed]) console.log(`${one.status}  ${told(one)}`);

  const score = Math.floor((1000 * caught) / (caught + missed.length)) / 10;
  console.log(`${caught} of ${caught + missed.length} mutants were caught (${of('Timeout').length} by a time-out): ${score} %.`);
  if (globs.length > 0) return;
  const demanded = Number(readFileSync(least, 'utf8'));
  console.log(`At least ${demanded} % are demanded.`);
  if (score < demanded) process.exitCode = 1;
  if (score <= demanded) return;
  writeFileSync(least, `${score}\n`);
  console.log('The score has risen: commit eng/mutation-score.txt.');
}

/** Place, original and replacement of a mutant: Calendar/Span.cs:7  day >= First → day > First. */
function told({ file, source, location: { start, end }, replacement }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const brief = text => text.replace(/\s+/g, ' ').trim().slice(0, 120);
  return `${file.replace(/^.*Hongyan\.Rules\//, '')}:${start.line}  ${brief(lines.join('\n'))} → ${brief(replacement)}`;
}
