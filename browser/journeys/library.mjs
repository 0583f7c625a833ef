// The media library as an officer uses it: pictures in, described, used, replaced, and a weak line in between.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { expectAccessible, expectNoSidewaysScroll } from '../checks.mjs';
import { PHONE, it, openPage } from '../harness.mjs';
import { drawPhotograph } from '../picture.mjs';
import { demo, desk, library } from '../words.mjs';
import { openCommuneDesk, publishArticle, send, signIn } from './editor.mjs';

export function libraryJourneys(world) {
  let page, context, complaints, home;
  const cards = () => page.locator('.file-card');
  const came = (name) => page.locator('.bring-list li').filter({ hasText: name }).getByRole('link', { name: library.came });
  const choose = (files) => page.locator('input[type=file]').first().setInputFiles(files);

  before(async () => {
    ({ page, context, complaints } = await openPage(world.browser));
    await signIn(page, world.portal, world.portal.account(demo.approver));
    await openCommuneDesk(page, world.portal);
    await page.getByRole('navigation').getByRole('link', { name: library.nav }).first().click();
    await page.getByRole('heading', { level: 1, name: library.nav }).waitFor();
    home = page.url();
  });
  after(() => context?.close());

  it('takes two pictures at once and shows them in the grid', async () => {
    const first = await drawPhotograph(page, { text: 'Bến đò' });
    const second = await drawPhotograph(page, { width: 3200, height: 2400, text: 'Chợ nổi' });
    await choose([{ ...first, name: 'ben-do.jpg' }, { ...second, name: 'cho-noi.jpg' }]);
    await came('ben-do.jpg').waitFor();
    await came('cho-noi.jpg').waitFor();
    await page.goto(home);
    assert.match(await cards().nth(0).innerText(), /cho-noi\.jpg/);
    assert.match(await cards().nth(1).innerText(), /ben-do\.jpg/);
    await page.getByLabel(library.search).fill('chợ nổi');
    await send(page, library.filter);
    assert.equal(await cards().count(), 1);
    await expectAccessible(page);
  });

  it('keeps what is said of a picture, and the point that must stay in sight', async () => {
    await cards().first().click();
    await page.getByLabel(library.alt).fill('Ghe thuyền họp chợ lúc mặt trời mọc');
    const picture = page.locator('[data-focus-box] img');
    const { width, height } = await picture.boundingBox();
    await picture.click({ position: { x: width * 0.25, y: height * 0.75 } });
    assert.equal(await page.locator('#f-focus_x').inputValue(), '25');
    await send(page, library.save);
    assert.equal(await page.getByLabel(library.alt).inputValue(), 'Ghe thuyền họp chợ lúc mặt trời mọc');
    assert.equal(await page.locator('#f-focus_y').inputValue(), '75');
    await expectAccessible(page);
    await page.setViewportSize(PHONE.viewport);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto(home);
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('goes on with a file where the line broke', async () => {
    let broken = 0;
    await page.route('**/thu-vien/gui/*/1', (route) => {
      broken += 1;
      return broken === 1 ? route.abort('connectionreset') : route.continue();
    });
    const lines = Buffer.from('ấp,số hộ\n'.repeat(150_000));
    await choose([{ name: 'danh-sach.csv', mimeType: 'text/csv', buffer: lines }]);
    await came('danh-sach.csv').waitFor({ timeout: 20_000 });
    await page.unroute('**/thu-vien/gui/*/1');
    assert.ok(broken >= 2, 'the part was sent again');
    complaints.splice(0, complaints.length, ...complaints.filter((words) => !/ERR_CONNECTION_RESET/.test(words)));
  });

  it('says where a picture is used instead of deleting it, and replaces it everywhere', async () => {
    await page.goto(home);
    const title = 'Chợ nổi họp sớm dịp Tết';
    const photograph = await drawPhotograph(page, { text: 'Bìa' });
    const address = await publishArticle(page, world.portal, { title, picture: photograph });
    await page.goto(home);
    await cards().first().click();
    await page.getByRole('link', { name: title }).waitFor();
    await send(page, library.remove);
    assert.match(await page.getByRole('alert').innerText(), library.used);
    const before = (await world.portal.ask(address)).text;
    await page.getByText(library.replace).click();
    const other = await drawPhotograph(page, { text: 'Ảnh mới' });
    await page.locator('#f-replacement').setInputFiles({ ...other, name: 'moi.jpg' });
    await send(page, library.replaceDo);
    const deadline = Date.now() + 5_000;
    const shown = (text) => /<img src="(\/tep\/[^"]+)"/.exec(text)?.[1];
    for (;;) {
      const { text } = await world.portal.ask(address);
      if (shown(text) && shown(text) !== shown(before)) break;
      assert.ok(Date.now() < deadline, 'the article shows the new picture');
      await new Promise((done) => setTimeout(done, 50));
    }
    const old = await world.portal.ask(new URL(shown(before), address).href);
    assert.equal(old.status, 302, 'the old address leads on');
  });

  it('lends a picture to be the cover of an article', async () => {
    await page.goto(`${home.replace(/\/thu-vien.*$/, '')}/noi-dung/moi/bai-viet`);
    await page.locator('html[data-editor="ready"]').waitFor();
    await page.getByRole('button', { name: library.asCover }).click();
    const dialog = page.getByRole('dialog', { name: library.asCover });
    await dialog.locator('[data-library-list] button').first().waitFor();
    await expectAccessible(page);
    await dialog.locator('[data-library-list] button').first().click();
    await dialog.waitFor({ state: 'hidden' });
    assert.ok(await page.locator('[data-cover-chosen] img').isVisible(), 'the cover is shown at once');
    await page.getByLabel(/^tiêu đề/i).fill('Ảnh bìa từ thư viện');
    await send(page, desk.saveDraft);
    assert.ok(await page.locator('.cover-now img').first().isVisible(), 'and kept');
  });

  it('gives an article what it holds: a file below the text, and one to link to', async () => {
    await page.goto(home);
    await page.getByLabel(library.add).setInputFiles({ name: 'Mẫu đơn xin cấp nước.csv', mimeType: 'text/csv', buffer: Buffer.from('Họ tên,Địa chỉ\nNguyễn Văn A,Ấp 2\n') });
    await page.getByText(library.came).waitFor();
    await page.goto(`${home.replace(/\/thu-vien.*$/, '')}/noi-dung/moi/bai-viet`);
    await page.locator('html[data-editor="ready"]').waitFor();
    await page.getByLabel(/^tiêu đề/i).fill('Xin cấp nước sạch');
    await page.getByRole('button', { name: library.asAttachment }).click();
    const dialog = page.getByRole('dialog', { name: library.asAttachment });
    await dialog.getByLabel(library.searchInDialog).fill('mau don xin cap nuoc');
    await dialog.getByRole('button', { name: library.searchDo }).click();
    await dialog.getByRole('button', { name: /Mẫu đơn xin cấp nước/ }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /Mẫu đơn xin cấp nước/ }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('textbox', { name: /^nội dung/i }).click();
    await page.keyboard.press('Control+k');
    const link = page.getByRole('dialog', { name: library.linkTitle });
    await link.getByLabel(library.linkAddress).fill('mẫu đơn xin cấp');
    await link.getByRole('button', { name: /Mẫu đơn xin cấp nước.*thư viện/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await link.waitFor({ state: 'hidden' });
    await send(page, desk.saveDraft);
    assert.match(await page.locator('#f-body').inputValue(), /<a href="\/trang\/\d+\/tep\/\d+"[^>]*>Mẫu đơn xin cấp nước/);
    assert.match(await page.locator('[name="attachment_title"]').inputValue(), /^Mẫu đơn xin cấp nước/);
  });

  it('met no error on the way', () => assert.deepEqual(complaints, []));
}
