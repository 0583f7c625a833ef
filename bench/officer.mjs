// An officer without a browser: signs in, publishes, and looks how soon the public reads it.

import { decode, fill, formsIn, submission, textOf } from './form.mjs';
import { demo, desk } from '../browser/words.mjs';

export class Officer {
  #cookies = new Map();

  constructor(portal) {
    this.portal = portal;
  }

  /** Asks and follows redirects; resolves with the last answer and its address. */
  async go(address, { method = 'GET', body, type } = {}) {
    for (let hops = 0; hops < 10; hops += 1) {
      const headers = { 'accept-language': 'vi' };
      if (this.#cookies.size) headers.cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      if (method === 'POST') {
        headers.origin = new URL(address).origin;
        headers['sec-fetch-site'] = 'same-origin';
        headers['content-type'] = type;
        headers['content-length'] = Buffer.byteLength(body);
      }
      const answer = await this.portal.ask(address, { method, headers, body });
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        this.#cookies.set(name, value);
      }
      if (answer.status < 300 || answer.status >= 400 || !answer.headers.location) return { ...answer, text: answer.text, address };
      address = new URL(answer.headers.location, address).href;
      [method, body, type] = ['GET'];
    }
    throw new Error(`too many redirects at ${address}`);
  }

  press(page, form, pattern) {
    const button = pattern && form.buttons.find(({ text }) => pattern.test(text));
    if (pattern && !button) throw new Error(`no button ${pattern} on ${page.address}: ${form.buttons.map(({ text }) => text).join(' | ')}`);
    const { address, ...rest } = submission(form, button);
    return this.go(address, rest);
  }

  async signIn({ email, password }) {
    let page = await this.go(`${this.portal.desk}/`);
    const form = formsIn(page.text, page.address).find(({ fields }) => fields.some(({ type }) => type === 'password'));
    if (!form) throw new Error(`no sign-in form at ${page.address}`);
    fill(form, desk.email, email);
    fill(form, desk.password, password);
    page = await this.press(page, form);
    const change = formsIn(page.text, page.address).find(({ fields }) => fields.filter(({ type }) => type === 'password').length >= 2);
    if (change) {
      for (const field of change.fields.filter(({ type }) => type === 'password')) field.value = 'Con đò qua sông 2023';
      fill(change, desk.currentPassword, password);
      page = await this.press(page, change);
    }
    if (formsIn(page.text, page.address).some(({ fields }) => fields.some(({ type }) => type === 'password'))) {
      throw new Error(`sign-in failed: ${textOf(page.text).slice(0, 300)}`);
    }
    this.home = page;
  }

  /** The first link of a page that fits. */
  #link(page, fits) {
    const links = [...page.text.matchAll(/<a\b[^>]*\shref="([^"]+)"[^>]*>([\s\S]*?)<\/a>/gi)]
      .map(([, href, inside]) => ({ href: decode(href), text: textOf(inside) }));
    const found = links.find(fits);
    if (!found) throw new Error(`no such link at ${page.address}: ${fits}`);
    return new URL(found.href, page.address).href;
  }

  /** The writing form of an article, found from the desk's own "write" links. */
  async newArticle() {
    if (!/\/noi-dung\/moi\//.test(this.home.text)) {
      this.home = await this.go(this.#link(this.home, ({ text }) => demo.commune.test(text)));
    }
    const isStart = ({ href }) => desk.newEntryPath.test(href);
    let start;
    try {
      start = this.#link(this.home, (link) => isStart(link) && desk.article.test(link.text));
    } catch {
      start = this.#link(this.home, isStart);
    }
    const page = await this.go(start);
    return { page, form: this.writingForm(page) };
  }

  /** The writing form of a page. */
  writingForm(page) {
    const form = formsIn(page.text, page.address).find(({ fields }) => fields.some(({ label }) => desk.title.test(label)));
    if (!form) throw new Error(`no writing form at ${page.address}: ${textOf(page.text).slice(0, 300)}`);
    return form;
  }

  /** Sends a file as the writing screen's script does. */
  upload(name, type, bytes) {
    const edge = '----conglang-bench';
    const body = Buffer.concat([
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="tep"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]);
    const site = /\/trang\/\d+/.exec(this.home.address)[0];
    return this.go(`${this.portal.desk}${site}/tep`, { method: 'POST', body, type: `multipart/form-data; boundary=${edge}` });
  }

  /** Publishes one article; resolves with the milliseconds from pressing the button to the public home page. */
  async publishAndLook(title, publicHome) {
    const { page, form } = await this.newArticle();
    fill(form, desk.title, title);
    fill(form, desk.summary, 'Bài đo thời gian từ lúc bấm đăng đến lúc người dân đọc được.');
    fill(form, desk.body, 'Nội dung đủ dài để kiểm tra trước khi đăng không nhắc gì thêm.\n\nĐoạn thứ hai.');
    const category = form.fields.find(({ label }) => desk.category.test(label));
    if (category) category.value = category.options.find(({ value }) => value !== '').value;
    const began = performance.now();
    const sent = await this.press(page, form, desk.publish);
    for (;;) {
      const answer = await this.portal.ask(publicHome);
      const took = performance.now() - began;
      if (answer.text.includes(title)) return took;
      if (took > 15_000) throw new Error(`"${title}" is not on ${publicHome} after 15 s; the desk said: ${textOf(sent.text).slice(0, 300)}`);
    }
  }
}
