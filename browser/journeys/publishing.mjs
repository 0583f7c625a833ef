// The whole way of an article: a Word file on an officer's desk, the chairman's yes on a phone, a citizen who reads it;
// and one that goes out at its hour.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expectAccessible, expectNoSidewaysScroll } from '../checks.mjs';
import { PHONE, it, openPage } from '../harness.mjs';
import { ROOT } from '../portal.mjs';
import { demo, desk } from '../words.mjs';
import { chooseNews, openCommuneDesk, send, signIn, writeText } from './editor.mjs';

const WORD_FILE = path.join(ROOT, 'crates/docx/fixtures/bai_viet_can_sua.docx');
const MINUTE_MS = 60_000;

/** Asks until something is there; gives up after `ms`. */
async function wait(what, ms, ask) {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await ask();
    if (found) return found;
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
    await pause(200);
  }
}

/** An instant as the field for the time of publication takes it. */
const inTheProvince = (at) => new Date(at + 7 * 60 * MINUTE_MS).toISOString().slice(0, 16);

export function publishingJourneys(world) {
  let writer, edit, address;

  before(async () => {
    writer = await openPage(world.browser);
    await signIn(writer.page, world.portal, world.portal.account(demo.contributor));
  });
  after(() => writer?.context.close());

  it('drops a Word file, mends what the checks say, and hands the article over', async () => {
    const { page } = writer;
    await openCommuneDesk(page, world.portal);
    await page.getByRole('link', { name: desk.fromWord }).first().click();
    await page.getByLabel(desk.wordFile).setInputFiles(WORD_FILE);
    await send(page, desk.wordDo);
    assert.match(await page.getByRole('main').innerText(), desk.hiddenText, 'what was left out is said');
    await expectAccessible(page);
    const draft = page.getByRole('link', { name: desk.openDraft });
    const href = await draft.evaluate((a) => a.href);
    await page.reload();
    assert.equal(await draft.evaluate((a) => a.href), href, 'reading it again begins no second draft');
    await draft.click();
    await page.getByRole('textbox', { name: desk.title }).waitFor();
    edit = new URL(page.url()).pathname;
    await page.locator('html[data-editor="ready"]').waitFor();
    assert.match(await page.locator('#f-body').inputValue(), /<table>[^]*Ấp 2[^]*<img [^>]*src="\/trang\/\d+\/tep\/\d+"/, 'table and picture arrived');

    // A picture without words keeps the article in; the check leads to it.
    await chooseNews(page);
    await send(page, desk.submit);
    assert.match(await page.getByRole('main').innerText(), desk.pictureWordsMissing, 'it does not go out like this');
    await page.locator('html[data-editor="ready"]').waitFor();
    await page.getByRole('button', { name: desk.seePictureWords }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(desk.coverAlternative).fill('Bà con trồng cây mắm bên sông lúc sáng sớm');
    await dialog.getByRole('button', { name: desk.done }).click();

    const capitals = page.getByRole('button', { name: desk.seeCapitals });
    await capitals.click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'f-title', 'the button leads to the title');
    await page.getByRole('textbox', { name: desk.title }).fill('Xã An Xuyên ra quân trồng cây ven biển');
    await capitals.waitFor({ state: 'detached' });
    await expectAccessible(page);
    await send(page, desk.submit);
    assert.equal(new URL(page.url()).pathname, edit);
    await page.getByText(desk.submitted).waitFor();
    await page.reload();
    assert.equal(await page.getByText(desk.submitted).count(), 0, 'what was done is told once');
  });

  it('is approved by the mailed link on a phone, once, and the public reads it with its picture', async () => {
    const approver = world.portal.account(demo.approver).email;
    const letter = await wait('the letter', 20_000, async () => (
      (await world.portal.letters()).findLast(({ to, text }) => to.includes(approver) && text.includes('trồng cây ven biển'))));
    const [link] = /https?:\/\/\S+\/xem\/\S+/.exec(letter.text);

    const { page, context, complaints } = await openPage(world.browser, PHONE);
    try {
      await page.goto(link);
      await page.getByRole('heading', { level: 1, name: /Xã An Xuyên ra quân trồng cây ven biển/ }).waitFor();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      const picture = page.locator('main img').last();
      await picture.scrollIntoViewIfNeeded();
      assert.ok(await wait('the picture', 5_000, () => picture.evaluate((image) => image.naturalWidth > 0)), 'the draft shows its picture');
      const yes = page.getByRole('button', { name: desk.approve });
      const { height } = await yes.boundingBox();
      assert.ok(height >= 44, `a thumb finds the button: ${height} px`);
      assert.equal(await page.locator('summary').filter({ hasText: desk.sendBack }).count(), 1, 'the other answer stands beside it');
      await send(page, desk.approve);
      await page.getByRole('heading', { level: 1, name: desk.approved }).waitFor();
      await expectAccessible(page);
      address = await page.getByRole('main').getByRole('link').first().evaluate((a) => a.href);
      await page.goto(link);
      await page.getByText(desk.answered).waitFor();
      assert.equal(await page.getByRole('button', { name: desk.approve }).count(), 0, 'the link answers one time');
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }

    const answer = await world.portal.ask(address);
    assert.equal(answer.status, 200);
    assert.match(answer.text, /Xã An Xuyên ra quân trồng cây ven biển/);
    const [, source] = /<img [^>]*src="(\/tep\/[^"]+)"[^>]*alt="Bà con trồng cây mắm bên sông lúc sáng sớm"/.exec(answer.text);
    const picture = await world.portal.ask(new URL(source, address).href);
    assert.equal(picture.status, 200);
    assert.match(picture.headers['content-type'], /^image\//);
    assert.match((await world.portal.ask(`${world.portal.commune}/`)).text, /trồng cây ven biển/, 'the home page shows it');
  });

  it('is read from the short list on a phone, and sent back with what to mend', async () => {
    const title = 'TIN HOẠT ĐỘNG CỦA XÃ TRONG TUẦN';
    const { page: writing } = writer;
    await openCommuneDesk(writing, world.portal);
    const starts = writing.getByRole('region', { name: desk.write }).getByRole('link');
    await starts.filter({ hasText: desk.article }).first().click();
    await writing.getByRole('textbox', { name: desk.title }).fill(title);
    await chooseNews(writing);
    await writeText(writing, ['Trong tuần, xã vá xong hai đoạn đường.']);
    await send(writing, desk.submit);

    const { page, context, complaints } = await openPage(world.browser, PHONE);
    try {
      await signIn(page, world.portal, world.portal.account(demo.approver));
      await openCommuneDesk(page, world.portal);
      const waiting = page.getByRole('link', { name: desk.readFromList }).filter({ hasText: title });
      await waiting.click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.locator('summary').filter({ hasText: desk.noticed }).click();
      await page.getByText(/viết hoa toàn bộ/).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.locator('summary').filter({ hasText: desk.sendBack }).click();
      await page.getByLabel(desk.whatToMend).fill('Tiêu đề viết thường thôi.');
      await expectAccessible(page);
      await send(page, desk.sendBackDo);
      await page.getByText(desk.sentBack).waitFor();
      assert.equal(await waiting.count(), 0, 'it no longer waits for the approver');
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
    await openCommuneDesk(writing, world.portal);
    await writing.getByRole('link', { name: title }).first().click();
    await writing.getByText('Tiêu đề viết thường thôi.').waitFor();
  });

  it('goes out by itself at its hour', { timeout: 4 * MINUTE_MS }, async () => {
    const { page, context, complaints } = await openPage(world.browser);
    try {
      await signIn(page, world.portal, world.portal.account(demo.editor));
      await openCommuneDesk(page, world.portal);
      const starts = page.getByRole('region', { name: desk.write }).getByRole('link');
      const article = starts.filter({ hasText: desk.article });
      await ((await article.count()) ? article : starts).first().click();
      const title = 'Lịch cúp nước sửa ống chính tuần tới';
      await page.getByRole('textbox', { name: desk.title }).fill(title);
      await chooseNews(page);
      await writeText(page, ['Bà con trữ nước từ tối hôm trước.']);
      await page.locator('summary').filter({ hasText: desk.more }).click();
      const at = (Math.floor((Date.now() + 20_000) / MINUTE_MS) + 1) * MINUTE_MS;
      await page.getByLabel(desk.publishAt).fill(inTheProvince(at));
      await send(page, desk.schedule);
      const number = /\/noi-dung\/(\d+)/.exec(page.url())[1];
      await page.getByText(desk.scheduled).waitFor();
      const list = `${world.portal.commune}/`;
      assert.ok(!(await world.portal.ask(list)).text.includes(title), 'nobody reads it before its hour');
      assert.ok(Date.now() < at, 'the hour had not come');
      const { text } = await wait('the hour', at - Date.now() + 30_000, async () => {
        const answer = await world.portal.ask(list);
        return answer.text.includes(title) && answer;
      });
      assert.ok(Date.now() >= at, 'not before its hour');
      const [place] = new RegExp(`/[a-z0-9-]+/[a-z0-9-]+-${number}(?=")`).exec(text);
      assert.equal((await world.portal.ask(new URL(place, list).href)).status, 200);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });

  it('met no error on the way', () => assert.deepEqual(writer.complaints, []));
}
