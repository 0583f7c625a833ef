// An officer with an hour a week: sign in, write, publish, see it outside, take it down again.

import { after, before, it } from 'node:test';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { openPage } from '../harness.mjs';
import { drawPhotograph } from '../picture.mjs';
import { demo, desk, visitor } from '../words.mjs';

const NEW_PASSWORD = 'con đò qua sông 2023';
const VISIBLE_WITHIN_MS = 1_000;

/** Signs in; where the account still has the password somebody gave it, sets an own one. */
export async function signIn(page, portal, { email, password }) {
  await page.goto(`${portal.desk}/`);
  await page.getByLabel(desk.email).fill(email);
  await page.getByLabel(desk.password).fill(password);
  await page.getByRole('button', { name: desk.signIn }).click();
  const mustChange = await page.getByLabel(desk.newPassword).first().isVisible().catch(() => false);
  if (!mustChange) return { changed: false, password };
  const current = page.getByLabel(desk.currentPassword);
  if (await current.count()) await current.first().fill(password);
  await page.getByLabel(desk.newPassword).first().fill(NEW_PASSWORD);
  const again = page.getByLabel(desk.repeatPassword);
  if (await again.count()) await again.first().fill(NEW_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: desk.changePassword }).click();
  return { changed: true, password: NEW_PASSWORD };
}

/** Types into the rich-text editor, or into the plain field beneath it. */
async function writeBody(page, text) {
  const rich = page.locator('[contenteditable="true"]').first();
  if (await rich.waitFor({ timeout: 3_000 }).then(() => true, () => false)) {
    await rich.click();
    await page.keyboard.type(text);
  } else {
    await page.getByLabel(desk.body).fill(text);
  }
}

/** Writes and publishes an article; resolves with its public address. */
async function publishArticle(page, portal, { title, picture }) {
  await page.goto(`${portal.desk}/`);
  await page.getByRole('link', { name: desk.newEntry }).or(page.getByRole('button', { name: desk.newEntry })).first().click();
  const kind = page.getByRole('link', { name: desk.kindArticle });
  if (!(await page.getByLabel(desk.title).count()) && (await kind.count())) await kind.first().click();

  await page.getByLabel(desk.title).fill(title);
  await page.getByLabel(desk.summary).fill('Bà con tổ 3 cùng cán bộ xã dọn cỏ, vá đường trước mùa mưa.');
  const category = page.getByLabel(desk.category).first();
  if (await category.count()) {
    const news = await category.locator('option').filter({ hasText: visitor.newsCategory }).first().getAttribute('value').catch(() => null);
    if (news) await category.selectOption(news);
  }
  await writeBody(page, 'Sáng thứ bảy, hơn bốn mươi người ra quân từ bảy giờ. Công việc xong trước buổi trưa.');
  if (picture) {
    const [field] = await page.locator('input[type="file"]').all();
    assert.ok(field, 'the form takes a picture');
    await field.setInputFiles(picture);
    await page.getByLabel(desk.alternative).first().fill('Bến sông đầu xã buổi sáng');
  }
  await page.getByRole('button', { name: desk.publish }).first().click();
  const confirm = page.getByRole('dialog').or(page.getByRole('main')).getByRole('button', { name: desk.confirmPublish });
  if (!(await page.getByRole('link', { name: desk.viewOnSite }).count()) && (await confirm.count())) await confirm.first().click();

  const link = page.getByRole('link', { name: desk.viewOnSite }).first();
  await link.waitFor();
  return link.getAttribute('href').then((href) => new URL(href, page.url()).href);
}

/** Asks the public side until it answers as wished; resolves with the milliseconds it took. */
async function publicWithin(portal, address, wished) {
  const began = performance.now();
  for (;;) {
    const answer = await portal.ask(address);
    const took = performance.now() - began;
    if (wished(answer)) return took;
    if (took > 10 * VISIBLE_WITHIN_MS) {
      throw new Error(`${address} still answers ${answer.status} after ${Math.round(took)} ms`);
    }
    await pause(10);
  }
}

/** Takes the entry down that is open at the desk, with an outcome. */
async function takeDown(page, editAddress, outcome, { reason, target } = {}) {
  await page.goto(editAddress);
  await page.getByRole('link', { name: desk.takeDown }).or(page.getByRole('button', { name: desk.takeDown })).first().click();
  await page.getByLabel(desk.outcomes[outcome]).first().check();
  if (target) await page.getByRole('textbox', { name: desk.target }).or(page.getByRole('combobox', { name: desk.target })).first().fill(target);
  const note = page.getByRole('textbox', { name: desk.reason }).first();
  if (reason && (await note.isVisible().catch(() => false))) await note.fill(reason);
  await page.getByRole('button', { name: desk.confirmTakeDown }).last().click();
  await page.waitForLoadState();
}

export function editorJourneys(world) {
  let page, context, complaints, account;
  const published = {};

  before(async () => {
    ({ page, context, complaints } = await openPage(world.browser));
    account = world.portal.account(demo.editor);
  });

  after(() => context?.close());

  it('is refused politely with a wrong password', async () => {
    await page.goto(`${world.portal.desk}/`);
    await page.getByLabel(desk.email).fill(account.email);
    await page.getByLabel(desk.password).fill('sai mật khẩu rồi');
    await page.getByRole('button', { name: desk.signIn }).click();
    assert.match(await page.getByRole('main').innerText(), desk.wrongSignIn);
    assert.equal(await page.getByLabel(desk.email).inputValue(), account.email, 'what was typed is kept');
  });

  it('signs in and lands at the desk', async () => {
    const { password } = await signIn(page, world.portal, account);
    account = { ...account, password };
    assert.ok(await page.getByRole('button', { name: desk.signOut }).or(page.getByRole('link', { name: desk.signOut })).count());
    const cookies = await context.cookies();
    assert.ok(cookies.length > 0, 'there is a session');
    for (const { name, httpOnly, sameSite } of cookies) {
      assert.ok(httpOnly || !/(session|phien|sid)/i.test(name), `${name} is out of scripts' reach`);
      assert.notEqual(sameSite, 'None', `${name} stays at home`);
    }
  });

  it('finds the desk from the public site', async () => {
    const answer = await world.portal.ask(`${world.portal.commune}/quan-tri`);
    assert.ok([301, 302, 303, 307, 308].includes(answer.status), `answered ${answer.status}`);
    assert.ok(answer.headers.location.startsWith(world.portal.desk), answer.headers.location);
  });

  it('publishes an article with a photograph, and the public reads it within a second', async () => {
    const picture = await drawPhotograph(page);
    const address = await publishArticle(page, world.portal, { title: 'Bà con tổ 3 ra quân làm đường', picture });
    published.edit = page.url();
    published.address = address;
    const took = await publicWithin(world.portal, address, ({ status }) => status === 200);
    assert.ok(took <= VISIBLE_WITHIN_MS, `visible after ${Math.round(took)} ms`);
    const { text } = await world.portal.ask(address);
    assert.match(text, /Bà con tổ 3 ra quân làm đường/);
    assert.match(text, /Bến sông đầu xã buổi sáng/, 'the picture has its description');
    assert.match((await world.portal.ask(`${world.portal.commune}/`)).text, /Bà con tổ 3 ra quân làm đường/, 'the home page shows it');
  });

  const outcomes = [
    {
      outcome: 'mistake',
      name: 'takes down what was published in error: its address answers "gone"',
      async expect(address) {
        await publicWithin(world.portal, address, ({ status }) => status === 410);
        assert.match((await world.portal.ask(address)).text, visitor.gone);
      },
    },
    {
      outcome: 'consolidated',
      name: 'folds an article into another: its address leads there for ever',
      options: () => ({ target: published.address }),
      async expect(address) {
        await publicWithin(world.portal, address, ({ status }) => status === 301);
        const { headers } = await world.portal.ask(address);
        assert.equal(new URL(headers.location, address).pathname, new URL(published.address).pathname);
      },
    },
    {
      outcome: 'expired',
      name: 'marks an article as expired: it stays readable under a dated notice',
      async expect(address) {
        await publicWithin(world.portal, address, ({ status, text }) => status === 200 && visitor.withdrawn.test(text));
      },
    },
  ];
  for (const { outcome, name, options, expect } of outcomes) {
    it(name, async () => {
      const title = `Bài thử gỡ xuống ${outcome === 'mistake' ? 'một' : outcome === 'consolidated' ? 'hai' : 'ba'}`;
      const address = await publishArticle(page, world.portal, { title });
      const edit = page.url();
      await publicWithin(world.portal, address, ({ status }) => status === 200);
      await takeDown(page, edit, outcome, { reason: 'Đăng để thử quy trình', ...options?.() });
      await expect(address);
      if (outcome !== 'expired') {
        const { text } = await world.portal.ask(`${world.portal.commune}/`);
        assert.ok(!text.includes(title), 'the home page no longer lists it');
      }
    });
  }

  it('met no error on the way', () => assert.deepEqual(complaints, []));

  it('signs out, and the way back is closed', async () => {
    await page.goto(`${world.portal.desk}/`);
    await page.getByRole('button', { name: desk.signOut }).or(page.getByRole('link', { name: desk.signOut })).first().click();
    await page.goto(`${world.portal.desk}/`);
    assert.ok(await page.getByLabel(desk.password).count(), 'the sign-in form is back');
  });
}
