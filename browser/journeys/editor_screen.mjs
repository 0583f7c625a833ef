// The writing screen's scripts against a server that misbehaves on demand: what no journey on the real desk can make happen.

import { after, afterEach, before, beforeEach } from 'node:test';
import assert from 'node:assert/strict';
import { expectAccessible, expectNoSidewaysScroll } from '../checks.mjs';
import { PATIENCE_MS, PHONE, it, openContext, openPage } from '../harness.mjs';
import { drawPhotograph } from '../picture.mjs';
import { startWritingDesk } from '../writing_desk.mjs';

const NEW = '/trang/5/noi-dung/moi/bai-viet';

/** Waits until `wished` holds; says what it waited for when it never does. */
async function until(what, wished, ms = PATIENCE_MS) {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await wished();
    if (found) return found;
    if (Date.now() > deadline) assert.fail(`waited in vain for: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function open(page, address) {
  await page.goto(address);
  await page.locator('html[data-editor="ready"]').waitFor();
}

const text = (page) => page.getByRole('textbox', { name: 'Nội dung' });
const stored = (page) => page.locator('#f-body').inputValue();
const status = (page) => page.locator('.bar-state').innerText();
const notices = (page) => page.locator('[data-editor-notices], [data-dialog-notices]').filter({ visible: true }).last();

/** Writes at the end of the text. */
async function write(page, words) {
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

/** Pastes as a browser does; `files` are {name, type, base64}. */
function paste(page, parts, files = []) {
  return text(page).evaluate((element, { parts: given, files: sent }) => {
    const data = new DataTransfer();
    for (const [type, value] of Object.entries(given)) data.setData(type, value);
    for (const { name, type, base64 } of sent) data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }));
    element.focus();
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, { parts, files });
}

const WORD = (body, style = '') => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal{font-family:"Times New Roman";font-size:14.0pt} ${style}
@list l0:level1
	{mso-level-number-format:bullet;
	mso-level-text:·;}</style></head><body><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

const LETTER = WORD(`
<table class=MsoTableGrid border=0><tr><td><p class=MsoNormal align=center style='text-align:center'><b>UBND XÃ</b></p></td><td><p class=MsoNormal><b>CỘNG HÒA XÃ HỘI</b></p></td></tr>
<tr><td><p class=MsoNormal>Số 12</p></td><td><p class=MsoNormal>An Xuyên</p></td></tr><tr><td><p class=MsoNormal>a</p></td><td><p class=MsoNormal>b</p></td></tr></table>
<h1 style='color:#2F5496'>Kế hoạch<o:p></o:p></h1>
<p class=MsoNormal style='color:red'>Ra quân <b>thứ bảy</b>, xem <a href="https://anxuyen.gov.vn/lich">lịch</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Phát quang</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-.25in;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Vá đường</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td style='border:solid windowtext 1.0pt'><p class=MsoNormal><b>Tổ</b></p></td><td style='border:solid windowtext 1.0pt'><p class=MsoNormal><b>Giờ</b></p></td></tr>
<tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal>7</p></td></tr><tr><td colspan=2><p class=MsoNormal>Cả xã</p></td></tr></table>
<p class=MsoNormal>Ghi<span class=MsoCommentReference>[A1]</span> xong<img src="file:///C:/Users/x/clip_image001.png"></p>`);

export function editorScreen(world) {
  let desk, page, context, complaints;

  before(async () => { desk = await startWritingDesk(); });
  after(() => desk.stop());
  beforeEach(async () => {
    Object.assign(desk, {
      entry: { id: 12, base: '3', title: 'Họp dân tổ 3', body: '' },
      heard: [], meddle: () => undefined, checks: () => [], found: [], shelf: [], others: [], converted: undefined, conflict: undefined, refused: false, kept: undefined,
    });
    ({ page, context, complaints } = await openPage(world.browser));
    page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
  });
  afterEach(async () => {
    // Networks that are cut on purpose complain in the console.
    assert.deepEqual(complaints.filter((words) => !/ERR_(EMPTY_RESPONSE|INTERNET_DISCONNECTED|CONNECTION)|Failed to fetch/.test(words)), []);
    await context.close();
  });
  const heard = (act) => desk.heard.filter((request) => request.act === act);
  const photograph = async (options) => {
    const { buffer, ...file } = await drawPhotograph(page, options);
    return { ...file, buffer };
  };

  it('is accessible, within its policy and within the width of a phone', async () => {
    desk.entry.body = '<p>Sáng nay</p><h2>Mục</h2><table><caption>Bảng</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><aside><p>Chú ý</p></aside>';
    desk.checks = () => [{ level: 'error', message: 'Ảnh thiếu lời.', field: 'body', quote: '' }];
    await open(page, desk.address);
    await page.locator('[data-check-list] li').waitFor();
    await expectAccessible(page);
    // While one writes the editor says whose it is.
    await text(page).click();
    await page.locator('.ck-powered-by').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.setViewportSize(PHONE.viewport);
    await expectAccessible(page);
    for (const id of ['editor-pictures', 'editor-cover', 'editor-files', 'editor-link', 'editor-video', 'editor-convert']) {
      await page.evaluate((name) => document.getElementById(name).showModal(), id);
      await expectAccessible(page);
      await page.evaluate((name) => document.getElementById(name).close(), id);
    }
  });

  it('has every button within reach of a thumb', async () => {
    const phone = await openPage(world.browser, PHONE);
    try {
      await open(phone.page, desk.address);
      await phone.page.getByRole('button', { name: 'Thêm nữa' }).tap();
      const panel = phone.page.locator('.ck-toolbar-dropdown > .ck-dropdown__panel');
      const { x, width } = await panel.boundingBox();
      assert.ok(x >= 0 && x + width <= PHONE.viewport.width, `from ${x} to ${x + width}`);
      await expectAccessible(phone.page);
      await phone.page.getByRole('button', { name: 'Bảng', exact: true }).tap();
      await until('the table', async () => /<table><thead>/.test(await stored(phone.page)));
      assert.deepEqual(phone.complaints, []);
    } finally {
      await phone.context.close();
    }
  });

  it('shows its plain field where no script runs', async () => {
    const bare = await openContext(world.browser, { javaScriptEnabled: false });
    const plain = await bare.newPage();
    await plain.goto(desk.address);
    await plain.locator('#f-body').fill('Chữ thường');
    assert.ok(await plain.locator('#f-body').isVisible());
    await bare.close();
  });

  it('keeps every element that older texts hold', async () => {
    const body = '<p>Xin <strong>chào</strong> <em>bà con</em><br>x<sub>2</sub></p><h2>Một</h2><h3>Hai</h3><h4>Ba</h4><ul><li>a<ul><li>b</li></ul></li></ul><ol type="a" start="3"><li>c</li></ol><blockquote><p>trích</p></blockquote><aside><p>ghi chú</p></aside><p><a href="/trang/5/noi-dung/7" title="bài">bài</a></p><figure><img src="/trang/5/tep/12" alt="Bến đò" width="40" height="30"><figcaption>Sáng</figcaption></figure><figure class="gallery"><figure><img src="/trang/5/tep/1" alt="Một"></figure><figure><img src="/trang/5/tep/2" alt="" role="presentation"></figure></figure><figure data-video="youtube:abcdefghijk"><a href="https://www.youtube.com/watch?v=abcdefghijk">Lễ hội</a></figure><table><caption>Bảng</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td colspan="2">1</td></tr></tbody></table><dl><dt>x</dt><dd>y</dd></dl><p>cuối</p>';
    desk.entry.body = body;
    await open(page, desk.address);
    await write(page, ' thêm');
    await until('the words in the field', async () => (await stored(page)).includes('thêm'));
    assert.equal(await stored(page), body.replace('<p>cuối</p>', '<p>cuối thêm</p>'));
  });

  it('saves by itself and says when', async () => {
    await open(page, desk.address);
    await write(page, 'Bà con ra quân.');
    await until('a save', () => heard('tu-luu').length === 1);
    await until('the time', async () => /^Đã lưu nháp lúc 14:05/.test(await status(page)));
    assert.equal(heard('tu-luu')[0].fields.body, '<p>Bà con ra quân.</p>');
    assert.equal(heard('tu-luu')[0].fields.base, '3');
    assert.equal(await page.locator('input[name=base]').inputValue(), '4');
    await write(page, ' Đông đủ.');
    await until('the next save', () => heard('tu-luu').length === 2);
    assert.equal(heard('tu-luu')[1].fields.base, '4');
  });

  it('gives a new entry its number and address without a new page', async () => {
    desk.entry = { id: undefined, base: '', title: '', body: '' };
    await open(page, desk.origin + NEW);
    await page.getByLabel(/^Tiêu đề/).fill('Bài mới');
    await until('the address', () => page.url().endsWith('/noi-dung/77'));
    assert.equal(await page.locator('#edit-form').getAttribute('action'), '/trang/5/noi-dung/77');
    await write(page, 'Tiếp');
    await until('a save at the new address', () => heard('tu-luu').length === 2);
    assert.equal(heard('tu-luu')[1].fields.base, '1');
  });

  it('loses nothing while the connection is down, and sends it afterwards', async () => {
    await open(page, desk.address);
    desk.meddle = (act) => (act === 'tu-luu' ? 'cut' : undefined);
    await write(page, 'Giữa chừng mất mạng');
    await until('calm words', async () => /^Chưa có mạng/.test(await status(page)));
    desk.meddle = () => undefined;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await until('the save', async () => /^Đã lưu nháp/.test(await status(page)));
    assert.match(desk.entry.body, /Giữa chừng mất mạng/);
  });

  it('stays with the text when Save is pressed without a connection, and saves by itself afterwards', async () => {
    await open(page, desk.address);
    await write(page, 'Bấm lưu lúc mất mạng');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await until('calm words', async () => /^Chưa có mạng/.test(await status(page)));
    assert.match(await text(page).innerText(), /Bấm lưu lúc mất mạng/, 'the page is still there');
    await context.setOffline(false);
    await until('the save', async () => /^Đã lưu nháp/.test(await status(page)), 15_000);
    assert.match(desk.entry.body, /Bấm lưu lúc mất mạng/);
  });

  it('keeps the words but leaves to a person what was pressed without a connection', async () => {
    await open(page, desk.address);
    await write(page, 'Bấm gửi lúc mất mạng');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Gửi duyệt' }).click();
    await until('what was not done', async () => /chưa làm được việc “Gửi duyệt”/.test(await status(page)));
    await context.setOffline(false);
    await until('the words kept, the rest not', async () => /đã lưu nháp lúc.*Bài chưa được “Gửi duyệt”/i.test(await status(page)), 15_000);
    assert.match(desk.entry.body, /Bấm gửi lúc mất mạng/);
  });

  it('offers after a crash what was not saved, and restores it', async () => {
    desk.meddle = (act) => (act === 'tu-luu' ? 'cut' : undefined);
    await open(page, desk.address);
    await page.getByLabel(/^Tiêu đề/).fill('Tiêu đề chưa lưu');
    await write(page, 'Chữ chưa lưu');
    await until('words about the network', async () => /^Chưa có mạng/.test(await status(page)));
    await page.close({ runBeforeUnload: false });
    page = await context.newPage();
    await open(page, desk.address);
    const offer = page.getByRole('button', { name: /^Khôi phục phần chưa lưu lúc \d\d:\d\d$/ });
    await offer.click();
    assert.equal(await page.getByLabel(/^Tiêu đề/).inputValue(), 'Tiêu đề chưa lưu');
    assert.match(await text(page).innerText(), /Chữ chưa lưu/);
    desk.meddle = () => undefined;
    await until('the save', async () => /^Đã lưu nháp/.test(await status(page)), 15_000);
    await page.reload();
    await page.locator('html[data-editor="ready"]').waitFor();
    assert.ok(await offer.isHidden(), 'nothing is left to restore');
  });

  it('restores after a crash the files and the cover that were chosen, each file under its own title', async () => {
    desk.entry.attachments = [{ id: 31, title: 'Mẫu đơn' }, { id: 32, title: 'Lệ phí' }];
    desk.shelf = [{ id: 33, name: 'phu-luc.pdf', type_name: 'PDF' }, { id: 41, name: 'ben-do.jpg', url: '/trang/5/tep/41', width: 40, alt: 'Bến đò buổi sáng' }];
    desk.meddle = (act) => (act === 'tu-luu' ? 'cut' : undefined);
    await open(page, desk.address);
    await page.getByRole('button', { name: 'Chọn ảnh trong thư viện' }).click();
    await page.getByRole('button', { name: 'Bến đò buổi sáng' }).click();
    await page.getByRole('button', { name: 'Chọn tệp trong thư viện' }).click();
    await page.getByRole('button', { name: /^phu-luc\.pdf/ }).click();
    await page.getByLabel('Tên hiển thị của phu-luc.pdf').fill('Phụ lục');
    await page.getByLabel('Tên hiển thị của Lệ phí').fill('Lệ phí năm 2026');
    await until('the copy on the device', () => page.evaluate(() => Object.values(localStorage).some((copy) => copy.includes('năm 2026'))));
    await page.close({ runBeforeUnload: false });
    page = await context.newPage();
    await open(page, desk.address);
    await page.getByRole('button', { name: /^Khôi phục phần chưa lưu/ }).click();
    desk.meddle = () => undefined;
    await until('the save', async () => /^Đã lưu nháp/.test(await status(page)), 15_000);
    const { all, fields } = heard('tu-luu').at(-1);
    assert.deepEqual(all('attachment'), ['31', '32', '33']);
    assert.deepEqual(all('attachment_title'), ['Mẫu đơn', 'Lệ phí năm 2026', 'Phụ lục']);
    assert.deepEqual([fields.cover_id, fields.cover_alt], ['41', 'Bến đò buổi sáng']);
    assert.equal(await page.locator('[data-cover-chosen] img').getAttribute('src'), '/trang/5/tep/41');
    await page.getByLabel('Tên hiển thị của Phụ lục').waitFor();
  });

  it('restores after a crash that a file was taken away', async () => {
    desk.entry.attachments = [{ id: 31, title: 'Mẫu đơn' }];
    desk.meddle = (act) => (act === 'tu-luu' ? 'cut' : undefined);
    await open(page, desk.address);
    await page.evaluate(() => document.querySelector('[data-attached] li').remove());
    await write(page, 'Không còn tệp');
    await until('words about the network', async () => /^Chưa có mạng/.test(await status(page)));
    await page.close({ runBeforeUnload: false });
    page = await context.newPage();
    await open(page, desk.address);
    await page.getByRole('button', { name: /^Khôi phục phần chưa lưu/ }).click();
    assert.ok(await page.getByLabel('Bỏ tệp này').isChecked());
  });

  it('offers nothing after a save that arrived', async () => {
    await open(page, desk.address);
    await write(page, 'Bấm lưu ngay');
    const answered = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await answered;
    await page.locator('html[data-editor="ready"]').waitFor();
    assert.match(desk.entry.body, /Bấm lưu ngay/, 'the last words travelled');
    assert.ok(await page.locator('[data-banner=restore]').isHidden());
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('conglang')).length), 0);
  });

  it('saves by itself what was refused and came back, and offers no copy of it', async () => {
    await open(page, desk.address);
    await write(page, 'Chưa chọn chuyên mục');
    desk.meddle = (act) => (act === 'tu-luu' ? 'cut' : undefined);
    desk.refused = true;
    desk.entry.body = '<p>Chưa chọn chuyên mục</p>';
    await page.reload();
    await page.locator('html[data-editor="ready"]').waitFor();
    assert.ok(await page.locator('[data-banner=restore]').isHidden());
    desk.heard = [];
    desk.meddle = () => undefined;
    await until('the save', async () => heard('tu-luu').length > 0 && /^Đã lưu nháp/.test(await status(page)));
  });

  it('stops when somebody else saved, and Save shows both texts', async () => {
    await open(page, desk.address);
    desk.entry = { ...desk.entry, base: '9', body: '<p>Bản kia</p>' };
    await write(page, 'Bản này');
    await page.getByText(/Trần Thị B vừa lưu bài này lúc 14:05/).waitFor();
    const before_ = heard('tu-luu').length;
    await write(page, ' nữa');
    await page.waitForTimeout(4_000);
    assert.equal(heard('tu-luu').length, before_, 'it saves no more by itself');
    const answered = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await answered;
    const shown = await page.locator('main').innerText();
    assert.match(shown, /Bản kia/);
    assert.match(shown, /Bản này nữa/);
  });

  it('does not take its own autosave for somebody else', async () => {
    await open(page, desk.address);
    let go;
    const held = new Promise((done) => { go = done; });
    await page.route('**/tu-luu', async (route) => { await held; await route.continue(); });
    await write(page, 'Vừa viết vừa lưu');
    await page.waitForRequest('**/tu-luu');
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await page.waitForTimeout(300);
    assert.equal(heard('luu').length, 0, 'the form waits for the autosave');
    go();
    await until('the form', () => heard('luu').length === 1);
    assert.equal(heard('luu')[0].fields.base, '4');
    assert.equal(heard('luu')[0].fields.viec, 'luu', 'the pressed button travels');
    assert.equal(desk.conflict, undefined);
    await page.getByText('Đã lưu', { exact: true }).waitFor();
  });

  it('gives up a save that is never answered, and says meanwhile why a pressed button waits', async () => {
    await page.clock.install();
    await open(page, desk.address);
    await page.route('**/tu-luu', () => {}, { times: 1 });
    await write(page, 'Mạng nuốt mất');
    const asked = page.waitForRequest('**/tu-luu');
    await page.clock.runFor(4_000);
    await asked;
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await until('why it waits', async () => /^Đang lưu nháp/.test(await status(page)));
    assert.equal(heard('luu').length, 0);
    await page.clock.runFor(31_000);
    await until('the form', () => heard('luu').length === 1);
    assert.match(heard('luu')[0].fields.body, /Mạng nuốt mất/);
  });

  it('does not say that the device keeps what it cannot keep', async () => {
    await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
    await open(page, desk.address);
    desk.meddle = (act) => (act === 'tu-luu' ? 'cut' : undefined);
    await write(page, 'Máy đầy');
    await until('words about the network', async () => /^Chưa có mạng/.test(await status(page)));
    assert.match(await status(page), /Máy này không giữ được bài/);
    assert.doesNotMatch(await status(page), /được giữ trên máy/);
    desk.meddle = () => undefined;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await until('the save', async () => /^Đã lưu nháp/.test(await status(page)));
  });

  /** Lets a save arrive and its answer be lost; more is written before it is tried again. */
  const loseAnswer = async () => {
    // Not once alone: a browser may send again by itself what it sent over a connection that it had before.
    desk.meddle = (act) => (act === 'tu-luu' ? 'cut after' : undefined);
    await write(page, 'Đã tới nơi.');
    await until('the lost answer', async () => /^Chưa có mạng/.test(await status(page)));
    desk.meddle = () => undefined;
    await write(page, ' Viết thêm.');
    await until('the words in the field', async () => (await stored(page)).includes('Viết thêm'));
  };

  it('does not take a save whose answer was lost for somebody else', async () => {
    await open(page, desk.address);
    await loseAnswer();
    await until('the newer words', () => /Viết thêm/.test(desk.entry.body), 15_000);
    const before_ = heard('tu-luu').filter(({ fields }) => fields.base === '3').map(({ fields }) => fields.body);
    assert.ok(before_.length > 1);
    assert.deepEqual(new Set(before_), new Set(['<p>Đã tới nơi.</p>']), 'what was lost is sent as it was');
    await until('the time', async () => /^Đã lưu nháp/.test(await status(page)));
    assert.ok(await page.locator('[data-banner=conflict]').isHidden());
  });

  it('begins one entry when the answer to the first save was lost', async () => {
    desk.entry = { id: undefined, base: '', title: '', body: '' };
    await open(page, desk.origin + NEW);
    await loseAnswer();
    await until('the newer words', () => /Viết thêm/.test(desk.entry.body), 15_000);
    assert.match(page.url(), /\/noi-dung\/77$/);
    assert.equal(new Set(heard('tu-luu').filter(({ fields }) => !fields.base).map(({ fields }) => fields.attempt)).size, 1);
  });

  it('hears the lost answer before it sends the form', async () => {
    await open(page, desk.address);
    await loseAnswer();
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await until('the form', () => heard('luu').length === 1);
    assert.equal(heard('luu')[0].fields.base, '4');
    assert.match(heard('luu')[0].fields.body, /Viết thêm/);
    assert.equal(desk.conflict, undefined);
  });

  it('restores after a crash what was written on top of a save whose answer was lost', async () => {
    await open(page, desk.address);
    await loseAnswer();
    await context.setOffline(true);
    await until('the copy on the device', () => page.evaluate(() => Object.values(localStorage).some((copy) => copy.includes('Viết thêm'))));
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    page = await context.newPage();
    await open(page, desk.address);
    await page.getByRole('button', { name: /^Khôi phục phần chưa lưu/ }).click();
    await until('the newer words', () => /Viết thêm/.test(desk.entry.body), 15_000);
    assert.ok(await page.locator('[data-banner=conflict]').isHidden());
  });

  it('asks to sign in elsewhere and goes on by itself', async () => {
    await open(page, desk.address);
    desk.meddle = (act) => (act === 'tu-luu' ? { status: 401 } : undefined);
    await write(page, 'Hết phiên');
    await page.getByRole('link', { name: 'Đăng nhập ở thẻ khác' }).waitFor();
    assert.match(await status(page), /^Phiên làm việc đã hết/);
  });

  it('says who else is here', async () => {
    desk.others = ['Trần Thị B'];
    await open(page, desk.address);
    await page.getByText('Cũng đang mở bài này: Trần Thị B').waitFor();
  });

  it('makes a picture smaller, forgets where it was taken, and asks what is on it', async () => {
    const { buffer } = await photograph({ width: 4000, height: 3000 });
    // An EXIF block with words that must not travel.
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 24]), Buffer.from('Exif\0\0GPS-10.5N-105E')]);
    const withPlace = Buffer.concat([buffer.subarray(0, 2), exif, buffer.subarray(2)]);
    await open(page, desk.address);
    await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
    await page.getByLabel('Thêm ảnh từ máy').setInputFiles({ name: 'IMG_20231117_0931.jpg', mimeType: 'image/jpeg', buffer: withPlace });
    const words = page.getByLabel('Trong ảnh có gì?');
    await words.waitFor();
    await until('the upload', () => heard('tep').length === 1);
    const { file } = heard('tep')[0];
    assert.ok(!file.bytes.includes('GPS-10.5N'), 'the place is gone');
    const size = await page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))]));
      return [bitmap.width, bitmap.height];
    }, file.bytes.toString('base64'));
    assert.deepEqual(size, [2560, 1920]);

    const done = page.getByRole('button', { name: 'Xong' });
    await done.click();
    await page.getByText('Hãy viết trong ảnh có gì').waitFor();
    await words.fill('IMG_20231117_0931');
    await done.click();
    await page.getByText('Đây là tên tệp').waitFor();
    await words.fill('Bến sông đầu xã buổi sáng');
    await page.getByLabel(/^Chú thích dưới ảnh/).fill('Ảnh: Tổ 3');
    await done.click();
    await until('the picture in the text', async () => /^<figure><img (?=[^>]*src="\/trang\/5\/tep\/\d+")(?=[^>]*alt="Bến sông đầu xã buổi sáng")(?=[^>]*width="1600")[^>]*><figcaption>Ảnh: Tổ 3<\/figcaption><\/figure>$/.test(await stored(page)));
  });

  it('goes on below the pictures that were put in', async () => {
    const pictures = [await photograph({ width: 60, height: 40 }), await photograph({ width: 50, height: 40 })];
    const put = async (files, gallery) => {
      await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
      await page.getByLabel('Thêm ảnh từ máy').setInputFiles(files);
      for (const words of await page.getByLabel('Trong ảnh có gì?').all()) await words.fill('Bến sông đầu xã buổi sáng');
      if (gallery) await page.getByLabel(/bộ ảnh/i).check();
      await page.getByRole('button', { name: 'Xong' }).click();
      await page.locator('#editor-pictures').waitFor({ state: 'hidden' });
    };
    await open(page, desk.address);
    await write(page, 'Câu một.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Câu hai.');
    await put([pictures[0]], false);
    await page.keyboard.type('Câu ba.');
    await put(pictures, true);
    await page.keyboard.type('Câu bốn.');
    const shape = (html) => html.replace(/<figure class="gallery">.*?<\/figure><\/figure>/s, '[bộ ảnh]').replace(/<figure>.*?<\/figure>/s, '[ảnh]').replace(/<\/?p>/g, '|');
    await until('the words below', async () => shape(await stored(page)) === '|Câu một.||Câu hai.|[ảnh]|Câu ba.|[bộ ảnh]|Câu bốn.|');
  });

  it('brings several pictures together in a gallery, some only for decoration', async () => {
    desk.files.clear();
    await open(page, desk.address);
    await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
    await page.getByLabel('Thêm ảnh từ máy').setInputFiles([{ ...(await photograph()), name: 'a.jpg' }, { ...(await photograph({ text: 'Chợ' })), name: 'b.jpg' }]);
    await until('two uploads', () => heard('tep').length === 2);
    await page.getByLabel('Trong ảnh có gì?').first().fill('Chợ nổi lúc bình minh');
    await page.getByLabel('Chỉ để trang trí').nth(1).check();
    await page.getByLabel('Xếp các ảnh này thành một bộ ảnh').check();
    await page.getByRole('button', { name: 'Xong' }).click();
    await until('the gallery', async () => /^<figure class="gallery"><figure><img [^>]*alt="Chợ nổi lúc bình minh"[^>]*><\/figure><figure><img [^>]*role="presentation"[^>]*><\/figure><\/figure>$/.test(await stored(page)));
    assert.match(await stored(page), /<img (?=[^>]*role="presentation")(?=[^>]*alt="")/);
  });

  it('tries a picture again over a bad network, and names the one that is refused', async () => {
    let cuts = 1;
    desk.meddle = (act) => {
      if (act !== 'tep') return undefined;
      if (cuts > 0) { cuts -= 1; return 'cut'; }
      return heard('tep').length >= 2 ? { status: 422, data: { message: 'Ảnh lớn quá.' } } : undefined;
    };
    await open(page, desk.address);
    const { buffer } = await photograph();
    await paste(page, {}, [{ name: 'a.jpg', type: 'image/jpeg', base64: buffer.toString('base64') }]);
    await page.getByLabel('Trong ảnh có gì?').fill('Đường mới của tổ 3');
    await until('the second try', async () => /tep\/\d+/.test(await stored(page)));
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
    await page.getByLabel('Thêm ảnh từ máy').setInputFiles([{ name: 'to.jpg', mimeType: 'image/jpeg', buffer }]);
    await notices(page).getByText('Không thêm được ảnh to.jpg: Ảnh lớn quá.').waitFor();
    await page.getByRole('button', { name: 'Để sau' }).click();
    await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
    await page.getByLabel('Thêm ảnh từ máy').setInputFiles([{ name: 'b.heic', mimeType: 'image/heic', buffer: Buffer.from('ftypheic') }]);
    await notices(page).getByText(/b\.heic: Ảnh HEIC của iPhone không mở được/).waitFor();
  });

  it('waits with the form until the last picture has come', async () => {
    await open(page, desk.address);
    const { buffer } = await photograph();
    let go;
    const held = new Promise((done) => { go = done; });
    await page.route('**/tep', async (route) => { await held; await route.continue(); });
    await paste(page, {}, [{ name: 'a.jpg', type: 'image/jpeg', base64: buffer.toString('base64') }]);
    await page.getByLabel('Trong ảnh có gì?').fill('Đường mới của tổ 3');
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await until('words about the picture', async () => /^Ảnh đang được gửi/.test(await status(page)));
    assert.equal(heard('luu').length, 0);
    go();
    await until('the form', () => heard('luu').length === 1);
    assert.match(heard('luu')[0].fields.body, /<img [^>]*alt="Đường mới của tổ 3"/);
  });

  it('leaves to people what waits for approval', async () => {
    await open(page, desk.address);
    desk.meddle = (act) => (act === 'tu-luu' ? { status: 409, data: { waits: true } } : undefined);
    await write(page, 'Sửa khi chờ duyệt');
    await until('the words', async () => /^Bài đang chờ duyệt/.test(await status(page)));
    assert.ok(await page.locator('[data-banner=conflict]').isHidden());
  });

  it('keeps what matters of a Word letter and says what it dropped', async () => {
    await open(page, desk.address);
    await paste(page, { 'text/html': LETTER, 'text/plain': 'x' });
    await until('the text', async () => (await stored(page)).includes('Cả xã'));
    const html = await stored(page);
    assert.match(html, /<h2>Kế hoạch<\/h2>/);
    assert.match(html, /<strong>thứ bảy<\/strong>/);
    assert.match(html, /<a href="https:\/\/anxuyen\.gov\.vn\/lich">lịch<\/a>/);
    assert.match(html, /<ul><li>Phát quang<\/li><li>Vá đường<\/li><\/ul>/);
    assert.match(html, /<thead><tr><th>Tổ<\/th><th>Giờ<\/th><\/tr><\/thead>/);
    assert.doesNotMatch(html, /\[A1\]/, 'marks of remarks go with the remarks');
    assert.match(html, /<td colspan="2">Cả xã<\/td>/);
    assert.equal(html.match(/<thead>/g).length, 1, 'a letterhead is no table with a head');
    assert.doesNotMatch(html, /mso|style|class=|font|file:/i);
    const told = await notices(page).innerText();
    for (const words of [/phông chữ/, /màu chữ/, /căn giữa/, /nhận xét bên lề/, /ảnh \(1\)/]) assert.match(told, words);
  });

  it('takes the pictures of a Word letter out of its other half on the clipboard', async () => {
    await open(page, desk.address);
    const png = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 40;
      canvas.getContext('2d').fillRect(0, 0, 40, 20);
      return canvas.toDataURL('image/png').split(',')[1];
    });
    const hex = Buffer.from(png, 'base64').toString('hex');
    await paste(page, {
      'text/html': WORD('<p class=MsoNormal>Ảnh: <img width=40 height=40 src="file:///C:/Users/x/clip_image001.png" alt="Sơ đồ thửa đất số 12"></p>'),
      'text/rtf': `{\\rtf1{\\pict\\picscalex100\\picscaley100\\picw40\\pich40\\pngblip\\bliptag-1234{\\*\\blipuid 0123456789abcdef0123456789abcdef}\n${hex}}}`,
      'text/plain': 'x',
    });
    await until('the picture', async () => /<img [^>]*src="\/trang\/5\/tep\/\d+"/.test(await stored(page)));
    assert.match(await stored(page), /alt="Sơ đồ thửa đất số 12"/);
    assert.match(heard('tep')[0].file.type, /^image\/(webp|png)/);
    assert.doesNotMatch(await notices(page).innerText(), /ảnh \(1\)/);
  });

  it('brings in pictures that stand elsewhere, and names those it may not have', async () => {
    await open(page, desk.address);
    await paste(page, { 'text/html': '<p>Xem <img src="https://bao.example/a.jpg" alt="Cầu mới khánh thành"> và <img src="https://bao.example/tu-choi.jpg" alt="x"></p>', 'text/plain': 'x' });
    await notices(page).getByText(/Không thêm được ảnh https:\/\/bao\.example\/tu-choi\.jpg: Không lấy được ảnh/).waitFor();
    await until('the picture', async () => /<img src="\/trang\/5\/tep\/\d+" alt="Cầu mới khánh thành"/.test(await stored(page)));
    assert.deepEqual(heard('tep').map(({ fields }) => fields.dia_chi), ['https://bao.example/a.jpg', 'https://bao.example/tu-choi.jpg']);
    assert.doesNotMatch(await stored(page), /bao\.example/);
  });

  for (const [answer, kept] of [['Chuyển và dán', 'Cộng hòa xã hội'], ['Dán nguyên như cũ', 'Céng hßa x· héi']]) {
    it(`offers to convert text of old fonts: ${answer}`, async () => {
      desk.converted = { encoding: 'TCVN3', html: '<p class="MsoNormal">Cộng hòa xã hội</p>' };
      await open(page, desk.address);
      await paste(page, { 'text/html': WORD('<p class=MsoNormal>Céng hßa x· héi</p>', 'p.MsoNormal{font-family:".VnTime"}'), 'text/plain': 'x' });
      await page.getByText(/bảng mã cũ TCVN3/).waitFor();
      assert.match(await page.locator('[data-after]').innerText(), /Cộng hòa xã hội/);
      await expectAccessible(page);
      assert.match(heard('chuyen-chu')[0].fields.html, /\.VnTime/, 'the server sees the font');
      await page.getByRole('button', { name: answer }).click();
      await until('the text', async () => (await stored(page)) === `<p>${kept}</p>`);
    });
  }

  it('links to an entry found by its words, by keyboard alone', async () => {
    desk.found = [{ id: 7, title: 'Lịch tiêm chủng tháng 12', kind: 'Thông báo', date: '20/11/2026', url: '/trang/5/noi-dung/7' }];
    await open(page, desk.address);
    await write(page, 'Xem lịch');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tiêm chủng');
    const found = page.getByRole('button', { name: /Lịch tiêm chủng tháng 12/ });
    await found.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await until('the link', async () => /^<p>Xem <a href="\/trang\/5\/noi-dung\/7">lịch<\/a><\/p>$/.test(await stored(page)));
    await page.keyboard.press('Control+k');
    await page.getByText('Đang dẫn tới: Lịch tiêm chủng tháng 12').waitFor();
    await page.getByRole('button', { name: 'Bỏ liên kết' }).click();
    await until('no link', async () => (await stored(page)) === '<p>Xem lịch</p>');
  });

  it('writes a file that was given up into no other link', async () => {
    await open(page, desk.address);
    let go;
    const held = new Promise((done) => { go = done; });
    await page.route('**/tep', async (route) => { await held; await route.continue().catch(() => {}); });
    await text(page).click();
    await page.keyboard.press('Control+k');
    const sent = page.waitForRequest('**/tep');
    await page.getByLabel('Hoặc gắn một tệp từ máy').setInputFiles({ name: 'mau.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await sent;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    const address = page.getByLabel('Tìm bài, tệp trên trang, hoặc dán địa chỉ');
    await address.fill('https://dichvucong.gov.vn');
    go();
    await page.waitForTimeout(500);
    assert.equal(await address.inputValue(), 'https://dichvucong.gov.vn');
    await page.keyboard.press('Enter');
    await until('the link', async () => (await stored(page)) === '<p><a href="https://dichvucong.gov.vn">dichvucong.gov.vn</a></p>');
  });

  it('takes only what is an address for one', async () => {
    await open(page, desk.address);
    await text(page).click();
    await page.keyboard.press('Control+k');
    await page.getByLabel('Tìm bài, tệp trên trang, hoặc dán địa chỉ').fill('javascript:alert(1)');
    await page.getByRole('button', { name: 'Gắn liên kết' }).click();
    await page.getByText('Chưa phải là địa chỉ').waitFor();
    await page.getByLabel('Tìm bài, tệp trên trang, hoặc dán địa chỉ').fill('dichvucong.gov.vn');
    await page.getByLabel('Chữ hiện ra').fill('Dịch vụ công');
    await page.keyboard.press('Enter');
    await until('the link', async () => (await stored(page)) === '<p><a href="https://dichvucong.gov.vn">Dịch vụ công</a></p>');
  });

  it('takes a video file that was given up for no other video', async () => {
    await open(page, desk.address);
    let go;
    const held = new Promise((done) => { go = done; });
    await page.route('**/tep', async (route) => { await held; await route.continue().catch(() => {}); });
    await text(page).click();
    await page.getByRole('button', { name: 'Video' }).click();
    const sent = page.waitForRequest('**/tep');
    await page.getByLabel('Hoặc chọn tệp video từ máy').setInputFiles({ name: 'le-hoi.mp4', mimeType: 'video/mp4', buffer: Buffer.from('ftyp') });
    await sent;
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Video' }).click();
    go();
    await page.waitForTimeout(500);
    await page.getByLabel('Tên video').fill('Lễ hội Nghinh Ông');
    await page.getByRole('button', { name: 'Thêm video' }).click();
    await page.getByText('Chưa nhận ra video.').waitFor();
  });

  it('puts in a video that loads nothing by itself', async () => {
    await open(page, desk.address);
    await text(page).click();
    await page.getByRole('button', { name: 'Video' }).click();
    await page.getByLabel('Địa chỉ video ở YouTube hoặc Vimeo').fill('https://youtu.be/abcdefghijk?si=theo-doi');
    await page.getByLabel('Tên video').fill('Lễ hội Nghinh Ông');
    await page.getByRole('button', { name: 'Thêm video' }).click();
    await until('the video', async () => (await stored(page)).includes('<figure data-video="youtube:abcdefghijk"><a href="https://www.youtube.com/watch?v=abcdefghijk">Lễ hội Nghinh Ông</a></figure>'));
  });

  it('leads from a check to the words it means', async () => {
    // Far below: the way there leads through the page.
    desk.entry.body = `${'<p>Một đoạn ở trên.</p>'.repeat(60)}<p>Bà con <strong>huyện</strong> U Minh</p>`;
    desk.checks = () => [
      { level: 'warning', message: 'Từ ngày 1/7/2025 không còn cấp huyện.', field: 'body', quote: 'huyện U Minh' },
      { level: 'error', message: 'Tiêu đề dài quá.', field: 'title', quote: '' },
    ];
    await open(page, desk.address);
    await page.getByText('Còn 1 chỗ phải sửa, 1 chỗ nên xem lại.').waitFor();
    const count = page.locator('[data-check-count] a');
    assert.equal(await count.isVisible(), false, 'beside the text the list itself is seen');
    const wide = page.viewportSize();
    await page.setViewportSize(PHONE.viewport);
    assert.equal(await count.innerText(), '2 điều cần xem');
    await count.click();
    await until('the list', () => page.locator('#checks-title').evaluate((title) => {
      const { top, bottom } = title.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }));
    await page.setViewportSize(wide);
    await page.getByRole('button', { name: /Xem chỗ này: Từ ngày 1\/7/ }).click();
    assert.equal(await page.evaluate(() => String(getSelection())), 'huyện U Minh');
    await until('the place in sight', () => page.evaluate(() => {
      const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }));
    await page.getByRole('button', { name: /Xem chỗ này: Tiêu đề dài quá/ }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'f-title');
  });

  it('has a note box that Enter leaves', async () => {
    await open(page, desk.address);
    await write(page, 'Mang theo giấy tờ');
    await page.getByRole('button', { name: 'Ô ghi chú' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ngoài ô');
    await until('the note', async () => (await stored(page)) === '<aside><p>Mang theo giấy tờ</p></aside><p>Ngoài ô</p>');
  });
}
