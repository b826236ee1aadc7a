// node eng/results.mjs <folder> <run…> <check=passed|failed…>: reads <run>.trx (and .log, for a host that died), prints each failed test,
// and ends with "N passed, N failed". A run without a test, one whose host died, and a check that failed each count as one failure more.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...named] = process.argv.slice(2);
const projects = named.filter(one => !one.includes('='));
const total = { passed: 0, failed: 0, skipped: 0 };

for (const project of projects) {
  const ran = results(join(folder, `${project}.trx`));
  const count = outcome => ran.tests.filter(test => test.outcome === outcome).length;
  const passed = count('Passed');
  const skipped = count('NotExecuted');
  const failures = ran.tests.filter(test => !['Passed', 'NotExecuted'].includes(test.outcome));

  for (const { name, message } of failures) console.log(`FAILED ${name}\n${indent(message)}`);
  let lost = 0;
  if (passed + failures.length === 0) lost = report(project, 'no test ran', ran.lastWords);
  else if (!ran.completed) lost = report(project, 'the test host did not end well', ran.lastWords);
  else if (ran.outcome === 'Failed' && failures.length === 0) lost = report(project, 'the run failed outside a test', ran.lastWords);
  console.log(`${project}: ${passed} passed, ${failures.length + lost} failed${skipped ? `, ${skipped} skipped` : ''}`);
  total.passed += passed;
  total.failed += failures.length + lost;
  total.skipped += skipped;
}

for (const [check, outcome] of named.filter(one => one.includes('=')).map(one => one.split('='))) {
  const failed = outcome !== 'passed';
  console.log(`${failed ? 'FAILED ' : ''}${check}: ${outcome}\n${failed || check === 'mutation' ? indent(lastOf(check, failed ? 40 : 2)) : ''}`.trimEnd());
  total[failed ? 'failed' : 'passed']++;
}
if (total.skipped) console.log(`${total.skipped} skipped in all`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

function results(file) {
  if (!existsSync(file)) return { tests: [], completed: false, outcome: 'Missing', lastWords: '' };
  const xml = readFileSync(file, 'utf8');
  const tests = [...xml.matchAll(/<UnitTestResult\s([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)].map(([, head, body = '']) => ({
    name: attribute(head, 'testName'),
    outcome: attribute(head, 'outcome'),
    message: [/<Message>([\s\S]*?)<\/Message>/, /<StackTrace>([\s\S]*?)<\/StackTrace>/].map(part => decode(body.match(part)?.[1] ?? '')).join('\n'),
  }));
  const outcome = attribute(xml.match(/<ResultSummary\s([^>]*)>/)?.[1] ?? '', 'outcome');
  const notes = xml.match(/<RunInfos>[\s\S]*<\/RunInfos>/)?.[0] ?? '';
  const died = /crashed|aborted|Catastrophic failure/i.test(notes);
  const words = decode(xml.match(/<ResultSummary[\s\S]*?<StdOut>([\s\S]*?)<\/StdOut>/)?.[1] ?? '').split('\n');
  const last = words.findIndex(line => /^(Process terminated\.|Unhandled exception)| threw in /.test(line));
  const lastWords = last < 0 ? '' : words.slice(last, last + 12).join('\n');
  return { tests, outcome, lastWords, completed: !died && ['Completed', 'Failed', 'Warning'].includes(outcome) };
}

function report(project, reason, lastWords) {
  console.log(`FAILED ${project}: ${reason}\n${indent(`${lastOf(project, 40)}\n${lastWords}`)}`);
  return 1;
}

function lastOf(name, count) {
  const log = join(folder, `${name}.log`);
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
}

function attribute(head, name) {
  return decode(head.match(new RegExp(`(?:^|\\s)${name}="([^"]*)"`))?.[1] ?? '');
}

function decode(text) {
  const named = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : named[name] ?? all);
}

function indent(text) {
  return text.trimEnd().split('\n').map(line => `    ${line}`).join('\n');
}
