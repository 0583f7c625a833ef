// What holds for every page: accessible by axe's judgement, no wider than a small phone, sound HTML.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { DESKTOP, PHONE, it, openPage } from '../harness.mjs';
import { expectAccessible, expectNoSidewaysScroll, expectSoundPage } from '../checks.mjs';
import { demo, desk, visitor } from '../words.mjs';
import { signIn } from './editor.mjs';

/** Same-origin links of the page that lead somewhere else and change nothing. */
function links(page, within) {
  return page.locator(`${within} a[href]`).evaluateAll((all) => [
    ...new Set(
      all
        .filter((a) => a.origin === location.origin && !a.hasAttribute('download') && !a.hash)
        .map((a) => a.origin + a.pathname + a.search),
    ),
  ]);
}

async function judge(page, address) {
  await page.setViewportSize(DESKTOP.viewport);
  await page.goto(address, { waitUntil: 'load' });
  await expectSoundPage(page);
  await expectAccessible(page);
  await page.setViewportSize(PHONE.viewport);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

/** Judges all addresses and tells of every failure at once. */
async function judgeAll(page, addresses) {
  const failures = [];
  for (const address of addresses) {
    await judge(page, address).catch((error) => failures.push(error.message));
  }
  assert.equal(failures.length, 0, failures.join('\n\n'));
}

/** Judges every shape of page that links lead to from where one stands, at most `most`; tells which those were. */
async function judgeWalk(page, most) {
  const waiting = [page.url()];
  const judged = new Set();
  const failures = [];
  // Pages of one shape differ in their ids alone; one of each shape is enough.
  const shape = (address) => new URL(address).pathname.replace(/\/[^/]*\d[^/]*/g, '/#');
  while (waiting.length > 0 && judged.size < most) {
    const address = waiting.shift();
    if (judged.has(shape(address))) continue;
    judged.add(shape(address));
    await judge(page, address).catch((error) => failures.push(error.message));
    waiting.push(...(await links(page, 'body')).filter((link) => !/\.(csv|xlsx|pdf|zip)$|\/tep\/\d+$/.test(new URL(link).pathname)));
  }
  assert.equal(failures.length, 0, failures.join('\n\n'));
  return judged;
}

export function everyPage(world) {
  let visit, work;

  before(async () => {
    visit = await openPage(world.browser);
    work = await openPage(world.browser);
  });

  after(async () => {
    await visit?.context.close();
    await work?.context.close();
  });

  it('of a commune is accessible and fits a small phone', async () => {
    const { commune } = world.portal;
    await visit.page.goto(`${commune}/`);
    const menu = (await links(visit.page, 'nav')).slice(0, 8);
    const [article] = (await links(visit.page, 'main')).filter((link) => /-\d+$/.test(new URL(link).pathname));
    await judgeAll(visit.page, [
      `${commune}/`,
      ...menu,
      ...(article ? [article] : []),
      `${commune}${visitor.searchPath}`,
      `${commune}${visitor.searchPath}?${visitor.searchParameter}=xa`,
      `${commune}${visitor.searchPath}?${visitor.searchParameter}=qzxwvkj`,
      `${commune}${visitor.siteMapPath}`,
      `${commune}/khong-he-co`,
    ].filter((address, index, all) => all.indexOf(address) === index));
  });

  it('of the province is accessible and fits a small phone', async () => {
    const { province } = world.portal;
    await judgeAll(visit.page, [`${province}/`, `${province}${visitor.siteMapPath}`]);
  });

  it('of the desk is accessible and fits a small phone', { timeout: 600_000 }, async () => {
    const { page } = work;
    await judge(page, `${world.portal.desk}/`);
    await signIn(page, world.portal, world.portal.account(demo.operator));
    const judged = await judgeWalk(page, 60);
    assert.ok(judged.size >= 5, `only ${judged.size} desk pages found`);
  });

  for (const [who, account] of [['decides', demo.approver], ['only writes', demo.contributor]]) {
    it(`of the desk is accessible and fits a small phone for whoever ${who} in a commune`, { timeout: 600_000 }, async () => {
      const own = await openPage(world.browser);
      try {
        await signIn(own.page, world.portal, world.portal.account(account));
        const judged = await judgeWalk(own.page, 20);
        assert.ok([...judged].some((shape) => /\/noi-dung\/moi\//.test(shape)), `no writing screen among ${[...judged]}`);
        assert.deepEqual(own.complaints, []);
      } finally {
        await own.context.close();
      }
    });
  }

  it('offers the keyboard a way past the menu', async () => {
    for (const [{ page }, address, words] of [
      [visit, `${world.portal.commune}/`, visitor.skip],
      [work, `${world.portal.desk}/`, desk.skip],
    ]) {
      await page.goto(address);
      await page.keyboard.press('Tab');
      const first = page.locator(':focus');
      assert.match((await first.innerText()).trim(), words, address);
      await page.keyboard.press('Enter');
      assert.match(new URL(page.url()).hash, /./, 'the link leads to the main region');
      assert.equal(await page.locator(new URL(page.url()).hash).evaluate((target) => target.tagName), 'MAIN');
    }
  });

  it('answers with headers that keep strangers out', async () => {
    for (const address of [`${world.portal.commune}/`, `${world.portal.desk}/`]) {
      const { headers } = await world.portal.ask(address);
      assert.match(headers['content-security-policy'] ?? '', /default-src|script-src/, address);
      assert.doesNotMatch(headers['content-security-policy'] ?? '', /script-src[^;]*'unsafe-(inline|eval)'/, address);
      assert.equal(headers['x-content-type-options'], 'nosniff', address);
      assert.ok(headers['referrer-policy'], address);
    }
  });

  it('met no script error, no blocked content and no foreign host', () => {
    assert.deepEqual([...visit.complaints, ...work.complaints], []);
  });
}
