// An officer with an hour a week: sign in, write, publish, see it outside, take it down again.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { expectAccessible, expectNoSidewaysScroll } from '../checks.mjs';
import { it, openPage } from '../harness.mjs';
import { drawPhotograph } from '../picture.mjs';
import { demo, desk, visitor } from '../words.mjs';

const NEW_PASSWORD = 'Con đò qua sông 2023';
const VISIBLE_WITHIN_MS = 1_000;

/** Presses what sends a form, and waits for the page that answers. */
export async function send(page, name) {
  const answered = page.waitForEvent('domcontentloaded');
  await page.getByRole('button', { name }).click();
  await answered;
}

/** Signs in; where the account still has the password somebody gave it, sets an own one. */
export async function signIn(page, portal, { email, password }) {
  await page.goto(`${portal.desk}/`);
  await page.getByLabel(desk.email).fill(email);
  await page.getByLabel(desk.password).fill(password);
  await send(page, desk.signIn);
  if (!(await page.getByLabel(desk.newPassword).count())) return { changed: false, password };
  assert.match(await page.getByRole('main').innerText(), desk.mustChangePassword, 'the screen says why');
  await page.getByLabel(desk.newPassword).fill(NEW_PASSWORD);
  await page.getByLabel(desk.repeatPassword).fill(NEW_PASSWORD);
  await send(page, desk.changePassword);
  assert.equal(await page.getByLabel(desk.newPassword).count(), 0, 'the new password is taken');
  return { changed: true, password: NEW_PASSWORD };
}

/** Opens the desk of the demo's commune; who works on one site alone is there at once. */
export async function openCommuneDesk(page, portal) {
  await page.goto(`${portal.desk}/`);
  if (await page.getByRole('heading', { level: 1, name: desk.sites }).count()) {
    await page.getByRole('main').getByRole('link', { name: demo.commune }).first().click();
  }
}

/** Writes paragraphs in the place of the text; the editor is there shortly after the page. */
export async function writeText(page, paragraphs) {
  await page.locator('html[data-editor="ready"]').waitFor();
  await page.getByRole('textbox', { name: desk.body }).click();
  await page.keyboard.press('Control+a');
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(paragraph);
  }
}

/** Chooses the category of news, or the first there is. */
export async function chooseNews(page) {
  const category = page.getByLabel(desk.category);
  const choices = await category.locator('option').evaluateAll((all) => all.map((o) => ({ value: o.value, text: o.textContent.trim() })));
  const { value } = choices.find(({ text }) => visitor.newsCategory.test(text)) ?? choices.find((choice) => choice.value !== '');
  await category.selectOption(value);
}

/** Writes and publishes an article; resolves with its public address. */
export async function publishArticle(page, portal, { title, picture, pictureInText }) {
  await openCommuneDesk(page, portal);
  const starts = page.getByRole('region', { name: desk.write }).getByRole('link');
  const article = starts.filter({ hasText: desk.article });
  await ((await article.count()) ? article : starts).first().click();

  await page.getByRole('textbox', { name: desk.title }).fill(title);
  await page.getByLabel(desk.summary).fill('Bà con tổ 3 cùng cán bộ xã dọn cỏ, vá đường trước mùa mưa.');
  await chooseNews(page);
  await writeText(page, [
    'Sáng thứ bảy, hơn bốn mươi người ra quân từ bảy giờ.',
    'Công việc xong trước buổi trưa, đường sạch và khô.',
  ]);
  if (picture) {
    await page.getByLabel(desk.cover).setInputFiles(picture);
    await page.getByLabel(desk.coverAlternative).fill('Bến sông đầu xã buổi sáng');
  }
  if (pictureInText) {
    await page.getByRole('button', { name: desk.pictures }).click();
    await page.getByLabel(desk.addPictures).setInputFiles(pictureInText);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(desk.coverAlternative).fill('Bà con đổ đá vào chỗ trũng');
    await page.locator('#edit-form').getByText(desk.savedByItself).waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: desk.done }).click();
    await page.waitForFunction(() => /<img[^>]+src="\/trang\/\d+\/tep\/\d+"/.test(document.getElementById('f-body').value));
  }
  await send(page, desk.publish);
  const live = page.getByRole('link', { name: desk.seeLive });
  await live.waitFor();
  return new URL(await live.getAttribute('href'), page.url()).href;
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

/** Takes the entry down whose form is at `edit`, with an outcome. */
async function takeDown(page, edit, outcome, { reason, target }) {
  await page.goto(edit);
  await page.getByRole('link', { name: desk.takeDown }).click();
  await page.getByRole('radio', { name: desk.outcomes[outcome] }).check();
  if (target) {
    const visible = (label) => page.getByLabel(label).and(page.locator(':visible'));
    await visible(desk.findTarget).fill('lam xong duong');
    await visible(desk.consolidateInto).locator('option').filter({ hasText: 'làm xong đường' }).waitFor({ state: 'attached' });
    // An address that is pasted decides.
    await visible(desk.targetAddress).fill(target);
  }
  if (outcome === 'expired') await page.getByLabel(desk.reason).fill(reason);
  await send(page, desk.takeDown);
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
    await send(page, desk.signIn);
    assert.match(await page.getByRole('main').innerText(), desk.wrongSignIn);
    assert.equal(await page.getByLabel(desk.email).inputValue(), account.email, 'what was typed is kept');
  });

  it('signs in and lands at the desk', async () => {
    const { password } = await signIn(page, world.portal, account);
    account = { ...account, password };
    assert.equal(await page.getByRole('button', { name: desk.signOut, includeHidden: true }).count(), 1);
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
    const address = await publishArticle(page, world.portal, {
      title: 'Bà con tổ 3 ra quân làm đường', picture, pictureInText: { ...picture, name: 'IMG_7.jpg' },
    });
    published.edit = page.url();
    published.address = address;
    const took = await publicWithin(world.portal, address, ({ status }) => status === 200);
    assert.ok(took <= VISIBLE_WITHIN_MS, `visible after ${Math.round(took)} ms`);
    const { text } = await world.portal.ask(address);
    assert.match(text, /Bà con tổ 3 ra quân làm đường/);
    assert.match(text, /Bến sông đầu xã buổi sáng/, 'the picture has its description');
    assert.match(text, /<figure><picture>[^]*?alt="Bà con đổ đá vào chỗ trũng"/, 'so has the one in the text');
    assert.match((await world.portal.ask(`${world.portal.commune}/`)).text, /Bà con tổ 3 ra quân làm đường/, 'the home page shows it');
  });

  it('works on at a live article, and the public reads the old text until the new one is published', async () => {
    await page.goto(published.edit);
    const title = 'Bà con tổ 3 làm xong đường';
    await page.getByRole('textbox', { name: desk.title }).fill(title);
    await send(page, desk.saveDraft);
    const before = await world.portal.ask(published.address);
    assert.equal(before.status, 200);
    assert.ok(!before.text.includes(title), 'a draft stays inside');

    await send(page, desk.publish);
    const live = page.getByRole('link', { name: desk.seeLive });
    await live.waitFor();
    const current = new URL(await live.getAttribute('href'), page.url()).href;
    await publicWithin(world.portal, current, ({ status, text }) => status === 200 && text.includes(title));
    const old = await world.portal.ask(published.address);
    if (current !== published.address) {
      assert.equal(old.status, 301, 'the old address leads on');
      assert.equal(new URL(old.headers.location, current).pathname, new URL(current).pathname);
    }
    published.address = current;
  });

  it('loses nothing when somebody else saves the same article in between', async () => {
    const other = await context.newPage();
    try {
      await page.goto(published.edit);
      await other.goto(published.edit);
      await other.getByLabel(desk.summary).fill('Bản của người kia.');
      await writeText(other, ['Người kia viết lại cả bài.']);
      await send(other, desk.saveDraft);

      await page.getByLabel(desk.summary).fill('Bản của tôi.');
      await send(page, desk.saveDraft);
      await page.getByRole('heading', { level: 1, name: desk.conflict }).waitFor();
      const shown = await page.getByRole('main').evaluate((main) =>
        [main.innerText, ...[...main.querySelectorAll('input, textarea')].map((field) => field.value)].join('\n'));
      assert.match(shown, /Bản của tôi\./);
      assert.match(shown, /người kia\./);

      // Nobody has to read markup to join two texts, and a passage of the other's is taken whole.
      await page.locator('html[data-editor="ready"]').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const mine = page.getByRole('textbox', { name: desk.mine }).last();
      const before = await mine.innerText();
      await page.getByRole('button', { name: desk.takePassage }).first().click();
      assert.match(await mine.innerText(), /Người kia viết lại cả bài\./);
      assert.notEqual(await mine.innerText(), before, 'one passage came, the editor is not emptied');
      await expectAccessible(page);
      await page.getByRole('button', { name: desk.take }).last().click();
      assert.match(await mine.innerText(), /Người kia viết lại cả bài\./);
      await send(page, desk.saveJoined);
      assert.equal(await page.getByLabel(desk.summary).inputValue(), 'Bản của tôi.');
      assert.match(await page.locator('#f-body').inputValue(), /Người kia viết lại cả bài\./);
    } finally {
      await other.close();
    }
  });

  it('joins a list of lists as one passage', async () => {
    const nested = (inner) => `<p>Chuẩn bị:</p><ul><li>Dụng cụ<ul><li>Cuốc</li><li>${inner}</li></ul></li><li>Nước uống</li></ul>`;
    const saveBody = (tab, body) => tab.evaluate(async (html) => {
      const form = document.getElementById('edit-form');
      const fields = new FormData(form);
      fields.set('body', html);
      fields.set('viec', 'luu');
      const answer = await fetch(form.action, { method: 'POST', body: fields, redirect: 'manual' });
      return answer.type;
    }, body);
    await page.goto(published.edit);
    await page.locator('html[data-editor="ready"]').waitFor();
    assert.equal(await saveBody(page, nested('Xẻng')), 'opaqueredirect');
    await page.reload();
    await page.locator('html[data-editor="ready"]').waitFor();
    const other = await context.newPage();
    try {
      await other.goto(published.edit);
      await other.locator('html[data-editor="ready"]').waitFor();
      assert.equal(await saveBody(other, nested('Xe rùa')), 'opaqueredirect');
    } finally {
      await other.close();
    }
    await page.getByLabel(desk.summary).fill('Chuẩn bị cho sáng thứ bảy.');
    await send(page, desk.saveDraft);
    await page.getByRole('heading', { level: 1, name: desk.conflict }).waitFor();
    await page.locator('html[data-editor="ready"]').waitFor();
    await page.getByRole('button', { name: desk.takePassage }).click();
    await send(page, desk.saveJoined);
    const joined = await page.locator('#f-body').inputValue();
    assert.equal(joined.replace(/\s*\n\s*/g, ''), nested('Xe rùa'));
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
    const signOut = page.getByRole('button', { name: desk.signOut, includeHidden: true });
    await page.locator('details').filter({ has: signOut }).locator('summary').click();
    await send(page, desk.signOut);
    await page.goto(`${world.portal.desk}/`);
    assert.ok(await page.getByLabel(desk.password).count(), 'the sign-in form is back');
  });

  it('as a new member must first choose an own password', async () => {
    const boss = await openPage(world.browser);
    const newcomer = await openPage(world.browser);
    try {
      await signIn(boss.page, world.portal, world.portal.account(demo.operator));
      await openCommuneDesk(boss.page, world.portal);
      await boss.page.getByRole('navigation').getByRole('link', { name: desk.members }).first().click();
      const email = 'nguoi.moi@anxuyen.example';
      await boss.page.getByLabel(desk.memberName).fill('Nguyễn Thị Mới');
      await boss.page.getByLabel(desk.email).fill(email);
      await boss.page.getByRole('radio', { name: desk.memberRoleEditor }).check();
      await send(boss.page, desk.addMember);
      const password = (await boss.page.locator(desk.firstPassword).innerText()).trim();

      const { changed } = await signIn(newcomer.page, world.portal, { email, password });
      assert.ok(changed, 'the password somebody else knows had to be changed');
      await openCommuneDesk(newcomer.page, world.portal);
      await newcomer.page.getByRole('region', { name: desk.write }).waitFor();
      assert.deepEqual([...boss.complaints, ...newcomer.complaints], []);
    } finally {
      await boss.context.close();
      await newcomer.context.close();
    }
  });
}
