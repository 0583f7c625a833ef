// A citizen on a phone with a weak network: everything works without scripts and costs little.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { PHONE, it, openPage } from '../harness.mjs';
import { firstView } from '../checks.mjs';
import { footerFields, visitor } from '../words.mjs';

const FIRST_VIEW_BYTES_MAX = 60 * 1024;
const FIRST_VIEW_REQUESTS_MAX = 12;

/** Vietnamese letters as an officer's phone without a Vietnamese keyboard types them. */
export const withoutAccents = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();

/** Presses a link of the menu, opening first what hides it: the menu on a phone, then a group of categories. */
async function followMenu(page, name) {
  const button = page.getByRole('button', { name: visitor.menuButton });
  if (await button.isVisible()) await button.click();
  const link = page.locator('header nav a').filter({ hasText: name }).first();
  if (!(await link.isVisible())) await link.locator('xpath=ancestor::details[1]/summary').click();
  await link.click();
}

/** The links to entries in a page's main region: addresses that end in a permanent short id. */
async function entryLinks(page) {
  const links = await page.locator('main a[href]').evaluateAll((all) => all.map((a) => ({ href: a.href, text: a.textContent.trim() })));
  const seen = new Set();
  return links.filter(({ href, text }) => {
    const path = new URL(href).pathname;
    const first = /^\/(?:[a-z]{2}\/)?[a-z0-9-]+\/[a-z0-9-]+-\d+$/.test(path) && text !== '' && !seen.has(path);
    if (first) seen.add(path);
    return first;
  });
}

export function visitorJourneys(world) {
  let page, context, complaints, home;

  before(async () => {
    ({ page, context, complaints } = await openPage(world.browser, { ...PHONE, javaScriptEnabled: false }));
    home = `${world.portal.commune}/`;
  });

  after(() => context?.close());

  it('finds the commune by its name on a complete home page', async () => {
    const response = await page.goto(home);
    assert.equal(response.status(), 200);
    assert.match(await page.title(), /An Xuyên/);
    for (const region of ['banner', 'main', 'contentinfo']) {
      assert.equal(await page.getByRole(region).count(), 1, `one ${region}`);
    }
    assert.ok(await page.getByRole('button', { name: visitor.menuButton }).isVisible(), 'a menu');
    assert.ok((await entryLinks(page)).length >= 5, 'news on the home page');
  });

  it('reads in the footer who is responsible and how to reach them', async () => {
    await page.goto(home);
    const footer = await page.getByRole('contentinfo').innerText();
    for (const [field, pattern] of Object.entries(footerFields)) {
      assert.match(footer, pattern, `the footer lacks ${field}`);
    }
  });

  it('opens the news and leafs to the second page and back', async () => {
    await page.goto(home);
    await followMenu(page, visitor.newsCategory);
    const first = (await entryLinks(page)).map(({ href }) => href);
    assert.ok(first.length > 0, 'the category lists entries');

    const next = page.getByRole('link', { name: visitor.nextPage }).first();
    assert.ok(await next.count(), `no second page at ${page.url()}`);
    await next.click();
    const second = (await entryLinks(page)).map(({ href }) => href);
    assert.ok(second.length > 0, 'the second page lists entries');
    assert.deepEqual(second.filter((href) => first.includes(href)), [], 'no entry is on both pages');

    await page.getByRole('link', { name: visitor.previousPage }).first().click();
    assert.deepEqual((await entryLinks(page)).map(({ href }) => href), first, 'the way back leads to the same list');
  });

  it('reads an article with its date, at an address that stays', async () => {
    await page.goto(home);
    await followMenu(page, visitor.newsCategory);
    const [{ href, text }] = await entryLinks(page);
    await page.goto(href);
    const heading = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
    assert.ok(text.includes(heading) || heading.includes(text), `"${text}" led to "${heading}"`);
    assert.ok(await page.locator('main time[datetime]').count(), 'the article is dated');
    assert.ok((await page.locator('main p').count()) >= 2, 'the article has text');

    // The short id alone carries the identity: a mistyped slug is put right, not refused.
    const address = new URL(href);
    const id = address.pathname.split('-').at(-1);
    const category = address.pathname.split('/').slice(0, -1).join('/');
    const answer = await world.portal.ask(`${address.origin}${category}/sai-chinh-ta-${id}`);
    assert.equal(answer.status, 301);
    assert.equal(new URL(answer.headers.location, address.origin).pathname, address.pathname);
  });

  it('finds an article by typing its title without accents', async () => {
    await page.goto(home);
    const [{ href, text }] = await entryLinks(page);
    await page.goto(href);
    const title = (await page.getByRole('heading', { level: 1 }).innerText()).trim() || text;
    await page.goto(`${world.portal.commune}${visitor.searchPath}`);
    const main = page.getByRole('main');
    await main.getByRole('searchbox', { name: visitor.searchField }).fill(withoutAccents(title));
    await main.getByRole('button', { name: visitor.searchButton }).click();
    const found = (await entryLinks(page)).map(({ href: address }) => new URL(address).pathname);
    assert.ok(found.includes(new URL(href).pathname), `"${withoutAccents(title)}" did not find ${href}`);
  });

  it('is told plainly when a search finds nothing', async () => {
    await page.goto(`${world.portal.commune}${visitor.searchPath}?${visitor.searchParameter}=qzxwvkj`);
    assert.match(await page.getByRole('main').innerText(), visitor.noResults);
  });

  it('finds every category in the site map, and none of its links is dead', async () => {
    await page.goto(home);
    await page.getByRole('contentinfo').getByRole('link', { name: visitor.siteMap }).click();
    assert.equal(new URL(page.url()).pathname, visitor.siteMapPath);
    const links = await page.locator('main a[href]').evaluateAll((all) => [...new Set(all.map((a) => a.href))]);
    assert.ok(links.length >= 5, 'the site map names the categories');
    for (const address of links.filter((link) => new URL(link).hostname.endsWith('localhost'))) {
      const { status } = await world.portal.ask(address);
      assert.ok(status === 200 || status === 301 || status === 302, `${address} answers ${status}`);
    }
  });

  it('gets a helpful page for an address that never was', async () => {
    const response = await page.goto(`${world.portal.commune}/khong-he-co`);
    assert.equal(response.status(), 404);
    assert.match(await page.getByRole('main').innerText(), visitor.notFound);
    assert.ok(await page.getByRole('main').getByRole('link').count(), 'the page leads on');
  });

  it('learns from the province which communes have a portal', async () => {
    await page.goto(`${world.portal.province}/`);
    const addresses = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.href));
    assert.ok(
      addresses.some((address) => address.startsWith(world.portal.commune)),
      'the province links to the commune',
    );
  });

  it('gets no session cookie on a public page', async () => {
    await page.goto(home);
    assert.deepEqual(await context.cookies(), []);
  });

  it('met no error and no foreign host on the way', () => assert.deepEqual(complaints, []));

  for (const [name, target] of [['home page', '/'], ['province home page', null]]) {
    it(`pays at most 60 KB of code and 12 requests for the first view of the ${name}`, async () => {
      const cold = await openPage(world.browser, PHONE);
      try {
        const view = await firstView(cold.page, target === null ? `${world.portal.province}/` : `${world.portal.commune}${target}`);
        const told = view.requests.map(({ type, bytes, url }) => `  ${type} ${bytes} ${url}`).join('\n');
        assert.ok(view.codeBytes <= FIRST_VIEW_BYTES_MAX, `${view.codeBytes} bytes:\n${told}`);
        assert.ok(view.requests.length <= FIRST_VIEW_REQUESTS_MAX, `${view.requests.length} requests:\n${told}`);
        assert.equal(view.hosts.size, 1, `hosts: ${[...view.hosts]}`);
        assert.deepEqual(cold.complaints, []);
      } finally {
        await cold.context.close();
      }
    });
  }
}
