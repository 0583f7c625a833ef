// Somebody looks for something: without accents, narrowed, on the next page, by keyboard, without scripts; and
// what is not there reaches the desk.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { DESKTOP, PHONE, it, openPage } from '../harness.mjs';
import { expectAccessible, expectNoSidewaysScroll } from '../checks.mjs';
import { demo, desk, search, visitor } from '../words.mjs';
import { openCommuneDesk, signIn } from './editor.mjs';

/** A word that stands in many entries of the demo, typed without accents. */
const COMMON = 'nguoi dan';

/** A question nobody answers: real words, since others are not counted. */
const NOWHERE = 'chim cánh cụt';

const results = (page) => page.locator('main ol.results > li h2 a');

export function searchJourneys(world) {
  let plain, scripted;
  const address = (query) => `${world.portal.commune}${visitor.searchPath}?${visitor.searchParameter}=${encodeURIComponent(query)}`;

  before(async () => {
    plain = await openPage(world.browser, { ...PHONE, javaScriptEnabled: false });
    scripted = await openPage(world.browser, DESKTOP);
  });

  after(async () => {
    await plain?.context.close();
    await scripted?.context.close();
  });

  it('finds without accents and without scripts, and marks the words found', async () => {
    const { page } = plain;
    await page.goto(`${world.portal.commune}${visitor.searchPath}`);
    const main = page.getByRole('main');
    await main.getByRole('searchbox').fill(COMMON);
    await main.getByRole('button', { name: visitor.searchButton }).click();
    assert.ok((await results(page).count()) > 0, 'results');
    const marks = await page.locator('main ol.results mark').allInnerTexts();
    assert.ok(marks.some((mark) => /người|dân/i.test(mark)), `marked: ${marks.slice(0, 5)}`);
    await expectNoSidewaysScroll(page);
  });

  it('narrows by a facet whose number is true', async () => {
    const { page } = plain;
    await page.goto(address(COMMON));
    const summary = page.locator('nav.facets summary').first();
    await summary.click();
    const link = page.locator('nav.facets details[open] a').first();
    const count = Number((await link.locator('small').innerText()).replace(/\D/g, ''));
    await link.click();
    assert.match(await page.getByRole('status').innerText(), new RegExp(`(^|\\D)${count}\\D`));
    assert.ok(await page.locator('nav.facets [aria-current="true"]').count(), 'the facet is shown as chosen');
  });

  it('leafs to the second page, which repeats nothing', async () => {
    const { page } = plain;
    await page.goto(address(COMMON));
    const first = await results(page).evaluateAll((all) => all.map((a) => a.href));
    await page.getByRole('link', { name: visitor.nextPage }).first().click();
    const second = await results(page).evaluateAll((all) => all.map((a) => a.href));
    assert.ok(second.length > 0, 'a second page');
    assert.deepEqual(second.filter((href) => first.includes(href)), []);
  });

  it('walks through suggestions by keyboard and opens one', async () => {
    const { page } = scripted;
    await page.goto(`${world.portal.commune}${visitor.searchPath}`);
    const box = page.getByRole('main').getByRole('combobox');
    await box.click();
    // Suggestions are titles; the words of texts are for the results.
    await box.pressSequentially('thong bao', { delay: 20 });
    const list = page.getByRole('main').getByRole('listbox');
    await list.waitFor();
    await box.press('ArrowDown');
    assert.equal(await list.locator('[aria-selected="true"]').count(), 1);
    const active = await box.getAttribute('aria-activedescendant');
    assert.ok(active && (await page.locator(`#${active}`).count()), 'the active line is named');
    await Promise.all([page.waitForEvent('domcontentloaded'), box.press('Enter')]);
    assert.doesNotMatch(page.url(), /tim-kiem/);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
  });

  it('shows the suggestions below the header in full', async () => {
    const { page } = scripted;
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(world.portal.commune);
      const banner = page.getByRole('banner');
      await banner.getByRole('combobox').pressSequentially('thong bao', { delay: 20 });
      const list = banner.getByRole('listbox');
      await list.waitFor();
      // Whatever clips or covers a line is what stands at its middle.
      const seen = await list.getByRole('option').evaluateAll((lines) => lines.map((line) => {
        const { x, y, width: wide, height } = line.getBoundingClientRect();
        return line.contains(document.elementFromPoint(x + wide / 2, y + height / 2));
      }));
      assert.ok(seen.length > 1 && seen.every(Boolean), `${width}: ${seen}`);
      await expectAccessible(page);
    }
  });

  it('is an accessible page with results and without', async () => {
    const { page } = scripted;
    for (const query of [COMMON, NOWHERE]) {
      await page.goto(address(query));
      await expectAccessible(page);
    }
    assert.deepEqual(scripted.complaints, []);
  });

  it('tells the desk what was looked for in vain', async () => {
    const { page } = scripted;
    await page.goto(address(NOWHERE));
    assert.match(await page.getByRole('main').innerText(), visitor.noResults);
    await signIn(page, world.portal, world.portal.account(demo.operator));
    await openCommuneDesk(page, world.portal);
    await page.getByRole('navigation', { name: desk.navigation }).getByRole('link', { name: search.room }).click();
    assert.ok((await page.getByRole('main').innerText()).includes(NOWHERE));
  });
}
