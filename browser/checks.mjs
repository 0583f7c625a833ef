// What every page must satisfy, whatever it shows.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No finding of axe, of any severity. */
export async function expectAccessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.map(
    (v) => `${v.id} (${v.impact}): ${v.help}\n${v.nodes.slice(0, 4).map((n) => `    ${n.target.join(' ')}  ${n.html.slice(0, 160)}`).join('\n')}`,
  );
  assert.equal(violations.length, 0, `${page.url()} at ${page.viewportSize().width} px:\n${told.join('\n')}`);
}

/** Nothing sticks out sideways, at the width that WCAG 2.2 (1.4.10 Reflow) names. */
export async function expectNoSidewaysScroll(page, width = 320) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 640 });
  const { overflow, culprits } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > room + 1;
    });
    return {
      overflow: document.documentElement.scrollWidth - room,
      culprits: wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    };
  });
  await page.setViewportSize(before);
  assert.ok(overflow <= 0, `${page.url()} is ${overflow} px too wide at ${width} px:\n${culprits.join('\n')}`);
}

/** One main heading, one main region, a title, a declared language. */
export async function expectSoundPage(page) {
  const facts = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title.trim(),
    headings: document.querySelectorAll('h1').length,
    mains: document.querySelectorAll('main').length,
    // A key of a words file that met no translation shows itself as such.
    untranslated: /\{\$?[a-z][a-z0-9_-]*\}|\bundefined\b/.exec(document.body.innerText)?.[0] ?? '',
  }));
  assert.match(facts.language, /^(vi|en|km)/, `${page.url()}: no language declared`);
  assert.notEqual(facts.title, '', `${page.url()}: no title`);
  assert.equal(facts.headings, 1, `${page.url()}: ${facts.headings} main headings`);
  assert.equal(facts.mains, 1, `${page.url()}: ${facts.mains} main regions`);
  assert.equal(facts.untranslated, '', `${page.url()}: untranslated text`);
}

/** What a cold first view fetches, counted on the wire, response headers included. */
export async function firstView(page, address) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const seen = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (/^https?:/.test(request.url)) seen.set(requestId, { url: request.url, type, bytes: 0 });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const entry = seen.get(requestId);
    if (entry) entry.bytes = encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await session.detach();
  const requests = [...seen.values()];
  const weighed = requests.filter(({ type }) => ['Document', 'Stylesheet', 'Script', 'Font'].includes(type));
  return {
    requests,
    codeBytes: weighed.reduce((sum, { bytes }) => sum + bytes, 0),
    imageBytes: requests.filter(({ type }) => type === 'Image').reduce((sum, { bytes }) => sum + bytes, 0),
    hosts: new Set(requests.map(({ url }) => new URL(url).host)),
  };
}
