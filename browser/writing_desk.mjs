// A stand-in for the desk's writing screen: the real scripts, styles, dialogs and words, and a server that a journey
// can make slow, absent, strict or forgetful. The real desk is tried by journeys/editor.mjs.

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { ROOT } from './portal.mjs';

const DESK = path.join(ROOT, 'crates/conglang/src/desk');
const POLICY = "default-src 'self'; img-src 'self' data: blob: http: https:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/** Fills a template that holds nothing but words. */
async function filled(name) {
  const words = new Map();
  for (const file of ['words.vi.ftl', 'editor.vi.ftl']) {
    for (const [, key, text] of (await readFile(path.join(DESK, file), 'utf8')).matchAll(/^([a-z][\w-]*) = (.*)$/gm)) words.set(key, text);
  }
  const template = await readFile(path.join(DESK, name), 'utf8');
  return template
    .replace(/\{#[^]*?#\}|\{%[^]*?%\}/g, '')
    .replace(/\{\{ t\("([\w-]+)"([^]*?)\) \}\}/g, (_, key, given) => {
      const values = Object.fromEntries([...given.matchAll(/(\w+)="([^"]*)"/g)].map(([, name_, value]) => [name_, value]));
      if (!words.has(key)) throw new Error(`${name}: no words under ${key}`);
      return words.get(key)
        .replace(/\{ ([a-z][\w-]*) \}/g, (_whole, other) => words.get(other))
        .replace(/\{ \$(\w+) \}/g, (_whole, name_) => values[name_] ?? `{${name_}}`);
    });
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

async function screen(desk) {
  const [dialogs, around, checks] = await Promise.all(['editor.html', 'editor_around.html', 'editor_checks.html'].map(filled));
  const { entry } = desk;
  const flash = desk.flash ? '<div class="flash flash-done" role="status"><p>Đã lưu</p></div>' : '';
  const base = `/trang/5/noi-dung/${entry.id ?? 'moi/bai-viet'}`;
  const attached = (entry.attachments ?? []).map(({ id, title }) => `<li><input type="hidden" name="attachment" value="${id}">
<label class="label" for="f-attachment-${id}">Tên hiển thị của ${escape(title)}</label><input class="input size-full" id="f-attachment-${id}" name="attachment_title" type="text" value="${escape(title)}">
<p class="attached-do"><label><input type="checkbox" name="attachment_remove" value="${id}"><span>Bỏ tệp này</span></label></p></li>`).join('');
  const conflict = desk.conflict ? `<h2 id="xung-dot">Có người vừa sửa cùng bài này</h2><pre>${escape(desk.conflict)}</pre>` : '';
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sửa bài</title><link rel="stylesheet" href="/tai-nguyen/desk.css"><link rel="stylesheet" href="/tai-nguyen/built/editor.css">
<link rel="modulepreload" href="/tai-nguyen/built/rich_text.js"><link rel="preload" as="style" href="/tai-nguyen/built/rich_text.css"><script src="/tai-nguyen/desk.js" defer></script><script src="/tai-nguyen/built/editor.js" type="module"></script></head>
<body class="with-nav"><header class="top"><a class="brand" href="/">Cổng Làng</a></header><nav class="nav side" aria-label="Các phần"></nav>
<main id="main" tabindex="-1">${flash}<h1 class="edit-title">Sửa bài viết</h1>${conflict}
<div class="edit-layout"><div class="edit-main">${around}
<form class="form edit-form" method="post" action="${base}" enctype="multipart/form-data" novalidate data-unsaved${desk.refused ? '="yes"' : ''} id="edit-form" data-account="7"
 data-upload-url="/trang/5/tep" data-check-url="${base}/kiem-tra" data-autosave-url="${base}/tu-luu" data-presence-url="${base}/co-mat"
 data-find-url="/trang/5/tim" data-called-url="/trang/5/ten" data-convert-url="/trang/5/chuyen-chu" data-library-url="/trang/5/thu-vien" data-files-url="/trang/5/thu-vien">
<input type="hidden" name="base" value="${entry.base}">
<div class="field"><label class="label" for="f-title">Tiêu đề</label><textarea class="input size-full" id="f-title" name="title" rows="2">
${escape(entry.title)}</textarea></div>
<div class="field"><label class="label" for="f-body">Nội dung</label><p class="hint" id="f-body-hint">Viết hoặc dán từ Word.</p><textarea class="input size-full" id="f-body" name="body" rows="16" aria-describedby="f-body-hint" data-rich-text="/tai-nguyen/built/rich_text.js" data-rich-text-style="/tai-nguyen/built/rich_text.css">
${escape(entry.body)}</textarea></div>
<fieldset class="group"><legend>Ảnh đại diện</legend><div class="cover-now" data-cover-chosen hidden><img alt=""></div>
<p><button class="button plain" type="button" data-cover-library hidden><span>Chọn ảnh trong thư viện</span></button></p>
<div class="field"><label class="label" for="f-cover_alt">Trong ảnh đại diện có gì</label><input class="input size-full" id="f-cover_alt" name="cover_alt" type="text"></div></fieldset>
<fieldset class="group"><legend>Tệp đính kèm</legend><ul class="attached" data-attached>${attached}<template><li><input type="hidden"><label class="label" data-name></label>
<input class="input size-full" type="text"><p class="attached-do"><button class="button quiet" type="button">Bỏ tệp này</button></p></li></template></ul>
<p><button class="button plain" type="button" data-files-library hidden><span>Chọn tệp trong thư viện</span></button></p></fieldset>
<div class="bar"><div class="editor-notices" data-editor-notices role="status"></div><p class="bar-state" role="status" data-dirty-words="Có thay đổi chưa lưu">Chưa lưu lần nào</p>
<p class="bar-checks" data-check-count hidden><a href="#checks-title"></a></p><div class="bar-buttons"><button class="button plain" type="submit" name="viec" value="luu"><span>Lưu nháp</span></button><button class="button main" type="submit" name="viec" value="trinh"><span>Gửi duyệt</span></button></div></div>
</form></div>${checks}</div>${dialogs}</main></body></html>`;
}

function read(request) {
  return new Promise((done) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => done(Buffer.concat(parts)));
  });
}

function partsOf(request, bytes) {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) {
    const sent = new URLSearchParams(bytes.toString());
    return { fields: Object.fromEntries(sent), all: (name) => sent.getAll(name) };
  }
  const boundary = `--${/boundary=(.+)$/.exec(type)[1]}`;
  const fields = {};
  let file;
  for (const part of bytes.toString('latin1').split(boundary).slice(1, -1)) {
    const at = part.indexOf('\r\n\r\n');
    const [head, content] = [part.slice(0, at), part.slice(at + 4, -2)];
    const name = /name="([^"]*)"/.exec(head)[1];
    const value = Buffer.from(content, 'latin1');
    if (/filename="/.test(head)) file = { name, filename: Buffer.from(/filename="([^"]*)"/.exec(head)[1], 'latin1').toString(), type: /content-type: (.*)/i.exec(head)?.[1], bytes: value };
    else fields[name] = value.toString();
  }
  return { fields, file };
}

/** Starts the stand-in; a journey changes `answers` and reads `heard`. */
export async function startWritingDesk() {
  const desk = {
    entry: { id: 12, base: '3', title: 'Họp dân tổ 3', body: '' },
    files: new Map(),
    heard: [],
    /** What to do with a request: {status, data} in place of the ordinary answer, "cut" before anything is done, "cut after" when it is done. */
    meddle: () => undefined,
    checks: () => [],
    found: [],
    shelf: [],
    others: [],
    converted: undefined,
  };
  const ordinary = {
    'tep': ({ fields, file }) => {
      if (fields.dia_chi && /tu-choi/.test(fields.dia_chi)) return { status: 422, data: { message: 'Không lấy được ảnh từ địa chỉ này.' } };
      const id = desk.files.size + 40;
      desk.files.set(id, file ?? { remote: fields.dia_chi });
      return { status: 201, data: { id, url: `/trang/5/tep/${id}`, width: 1600, height: 1200, name: file?.filename ?? 'anh.jpg' } };
    },
    'kiem-tra': ({ fields }) => ({ status: 200, data: { checks: desk.checks(fields) } }),
    'tu-luu': ({ fields: { attempt, ...fields } }) => {
      const { kept } = desk;
      if (kept?.words === JSON.stringify(fields) && (!kept.isNew || kept.attempt === attempt)) return { status: 200, data: kept.data };
      if (fields.base !== desk.entry.base) return { status: 409, data: { by: 'Trần Thị B', at: '2026-11-25T07:05:00Z' } };
      const isNew = !desk.entry.id;
      desk.entry = { ...desk.entry, id: desk.entry.id ?? 77, base: String(Number(desk.entry.base) + 1), title: fields.title, body: fields.body };
      const address = `/trang/5/noi-dung/${desk.entry.id}`;
      const born = isNew ? { id: desk.entry.id, url: address, action: address, autosave_url: `${address}/tu-luu`, presence_url: `${address}/co-mat`, check_url: `${address}/kiem-tra` } : {};
      const data = { base: desk.entry.base, saved_at: '2026-11-25T07:05:00Z', ...born };
      desk.kept = { words: JSON.stringify(fields), isNew, attempt, data };
      return { status: 200, data };
    },
    'co-mat': () => ({ status: 200, data: { others: desk.others } }),
    'ten': () => ({ status: 200, data: { title: desk.found[0]?.title } }),
    'tim': () => ({ status: 200, data: desk.found }),
    'thu-vien': () => ({ status: 200, data: { files: desk.shelf } }),
    'chuyen-chu': ({ fields }) => ({ status: 200, data: desk.converted ?? { encoding: '', html: fields.html } }),
  };
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const bytes = await read(request);
    const reply = (status, body, type = 'text/html; charset=utf-8', extra = {}) => {
      response.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'no-store', ...extra });
      response.end(body);
    };
    if (pathname.startsWith('/tai-nguyen/')) {
      const name = pathname.slice(12);
      const gzip = name.startsWith('built/');
      return reply(200, await readFile(path.join(ROOT, 'assets', gzip ? `${name}.gz` : name)), TYPES[name.split('.').pop()], gzip ? { 'content-encoding': 'gzip' } : {});
    }
    const file = request.method === 'GET' && /^\/trang\/5\/tep\/(\d+)$/.exec(pathname);
    if (file) {
      const stored = desk.files.get(Number(file[1]));
      return stored?.bytes ? reply(200, stored.bytes, stored.type) : reply(404, '');
    }
    const act = pathname.split('/').pop();
    if (ordinary[act]) {
      const sent = partsOf(request, bytes);
      const told = desk.meddle(act, sent);
      desk.heard.push({ act, ...sent });
      if (told === 'cut') return request.socket.destroy();
      if (told === 'cut after') {
        ordinary[act](sent);
        return request.socket.destroy();
      }
      const { status, data } = told ?? ordinary[act](sent);
      return reply(status, JSON.stringify(data ?? {}), 'application/json');
    }
    if (request.method === 'POST') {
      const { fields } = partsOf(request, bytes);
      desk.heard.push({ act: 'luu', fields });
      if (fields.base !== desk.entry.base) desk.conflict = `${desk.entry.body}\n${fields.body}`;
      else {
        desk.entry = { ...desk.entry, id: desk.entry.id ?? 77, base: String(Number(desk.entry.base) + 1), title: fields.title, body: fields.body };
        desk.flash = true;
      }
      return reply(303, '', 'text/plain', { location: `/trang/5/noi-dung/${desk.entry.id}` });
    }
    if (pathname.startsWith('/trang/5/noi-dung/')) {
      const page = await screen(desk);
      desk.flash = false;
      return reply(200, page);
    }
    return reply(404, '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://localhost:${server.address().port}`;
  return Object.assign(desk, {
    origin,
    address: `${origin}/trang/5/noi-dung/12`,
    stop: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  });
}
