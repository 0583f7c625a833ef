// Measures the release build and writes docs/benchmarks.md. `--quick` measures only what needs no long load.

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile, spawn } from 'node:child_process';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { promisify } from 'node:util';
import { BINARY, ROOT, accountsIn, environment, fillFolder, freePort, send, serve } from '../browser/portal.mjs';
import { demo } from '../browser/words.mjs';
import { besideUploads, photographs, saves, upload, writingScreen } from './desk.mjs';
import { CONNECTIONS, load, startNginx } from './load.mjs';
import { Officer } from './officer.mjs';
import { machine, memoryMb, processorMs } from './process.mjs';
import { report } from './report.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS_PER_RUN = Number(process.env.SECONDS_PER_RUN ?? 5);
const QUICK = process.argv.includes('--quick');
const run = promisify(execFile);
const told = (text) => process.stderr.write(`${text}\n`);
const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};

const scratch = await mkdtemp(path.join(os.tmpdir(), 'conglang-bench-'));
await chmod(scratch, 0o755);
const undo = [() => rm(scratch, { recursive: true, force: true })];
const figures = {};
const notes = [];

/** One step of the measuring; a failure costs its own figures alone. */
async function step(name, work) {
  told(`… ${name}`);
  try {
    await work();
  } catch (error) {
    told(`  failed: ${error.stack}`);
    notes.push(`${name}: not measured (${error.message.split('\n')[0]})`);
  }
}

/** Links of a page to its own host, in reading order. */
const ownLinks = (html, scope = html) =>
  [...scope.matchAll(/<a\b[^>]*\shref="(\/[^"#?]*)"/gi)].map(([, target]) => target).filter((target) => !target.startsWith('//'));

const gzipped = (port, host, target) => send(port, { host, path: target, headers: { 'accept-encoding': 'gzip' } });

/** Home, one category and one article of a site, with the bytes as served. */
async function pagesOf(port, host) {
  const home = await gzipped(port, host, '/');
  if (home.status !== 200 || home.headers['content-encoding'] !== 'gzip') {
    throw new Error(`${host}/ answers ${home.status} ${home.headers['content-encoding']}`);
  }
  const links = ownLinks(gunzipSync(home.bytes).toString());
  // An entry's address ends in its permanent short id; its category is the part before.
  const article = links.find((target) => /^\/[a-z0-9-]+\/[a-z0-9-]+-\d+$/.test(target) && links.includes(`/${target.split('/')[1]}`));
  if (!article) throw new Error(`no article with its category on the home page of ${host}`);
  const category = `/${article.split('/')[1]}`;
  return Promise.all(
    ['/', category, article].map(async (target) => {
      const answer = target === '/' ? home : await gzipped(port, host, target);
      if (answer.status !== 200) throw new Error(`${host}${target} answers ${answer.status}`);
      return { target, bytes: answer.bytes, headers: answer.headers };
    }),
  );
}

/** What a browser fetches first, with the strongest compression it is offered. */
async function firstViewBytes(port, host, page) {
  const ask = (target) => send(port, { host, path: target, headers: { 'accept-encoding': 'br, gzip' } });
  const html = (await ask(page)).bytes.length;
  const plain = (await send(port, { host, path: page })).text;
  const wanted = new Set();
  for (const [tag] of plain.matchAll(/<(?:link|script)\b[^>]*>/gi)) {
    const target = /\s(?:href|src)="(\/[^"]+)"/i.exec(tag)?.[1];
    if (target && (/^<script/i.test(tag) || /rel="(?:stylesheet|preload|modulepreload)"/i.test(tag))) wanted.add(target);
  }
  const parts = await Promise.all([...wanted].map(async (target) => ({ target, bytes: (await ask(target)).bytes.length })));
  return { html, parts, sum: parts.reduce((sum, { bytes }) => sum + bytes, html) };
}

/** Seconds to import units into a fresh installation. */
async function importSeconds(units, name, ...options) {
  const data = path.join(scratch, name);
  await mkdir(data);
  await run(BINARY, ['--data', data, 'migrate'], { env: environment({}) });
  const began = performance.now();
  await run(BINARY, ['--data', data, 'site', 'import', path.join(ROOT, units), ...options], { env: environment({}), maxBuffer: 64 << 20 });
  const seconds = (performance.now() - began) / 1000;
  const { stdout } = await run(BINARY, ['--data', data, 'site', 'list', '--json'], { env: environment({}), maxBuffer: 256 << 20 });
  await rm(data, { recursive: true, force: true });
  const sites = (stdout.match(/"canonical_host"/g) ?? []).length;
  return { seconds, sites };
}

/** Milliseconds from starting the process to the first home page that arrives. */
async function startToAnswer(data, host) {
  const port = await freePort();
  const opsPort = await freePort();
  const began = performance.now();
  const child = spawn(BINARY, ['--data', data, 'serve', '--listen', `127.0.0.1:${port}`, '--ops-listen', `127.0.0.1:${opsPort}`], {
    env: environment({}), stdio: 'ignore',
  });
  const ended = new Promise((done) => child.on('exit', done));
  try {
    for (;;) {
      const answer = await send(port, { host }).catch(() => undefined);
      const took = performance.now() - began;
      if (answer?.status === 200) return took;
      if (took > 60_000) throw new Error('no answer within a minute of the start');
      await new Promise((done) => setTimeout(done, 2));
    }
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function measure() {
  const place = await machine();

  await step('import of 101 sites', async () => {
    const { seconds, sites } = await importSeconds('data/units/units_2023_camau.csv', 'import-101', '--province', 'Tỉnh Cà Mau');
    figures.import101 = seconds;
    notes.push(`import of 101: ${sites} sites listed afterwards`);
  });
  await step('import of 3,321 sites', async () => {
    const { seconds, sites } = await importSeconds('data/units/units_2025_vietnam.csv', 'import-3321');
    figures.import3321 = seconds;
    notes.push(`import of 3,321: ${sites} sites listed afterwards`);
  });

  told('… demo of 101 communes');
  const began = performance.now();
  const filled = await fillFolder({ communes: 'all' });
  undo.push(() => rm(filled.folder, { recursive: true, force: true }));
  notes.push(`the demo (${filled.communes} communes with content and pictures) was made in ${((performance.now() - began) / 1000).toFixed(1)} s`);

  const home = `${demo.communeLabel}.${demo.provinceLabel}.localhost`;
  await step('start to first answer', async () => {
    figures.firstStart = await startToAnswer(filled.data, home);
    figures.secondStart = await startToAnswer(filled.data, home);
  });

  const portal = await serve(filled.data);
  undo.push(() => portal.stop());
  const { stdout } = await run(BINARY, ['--data', filled.data, 'site', 'list', '--json'], { env: environment({}), maxBuffer: 64 << 20 });
  const hosts = [...new Set([...stdout.matchAll(/[a-z0-9-]+\.camau\.localhost/g)].map(([host]) => host))]
    .filter((host) => !host.startsWith(`${demo.deskLabel}.`));
  told(`  ${hosts.length} hosts`);

  const pages = new Map();
  for (const host of hosts) pages.set(host, await pagesOf(portal.port, host));
  const all = [...pages].flatMap(([host, three]) => three.map((page, index) => ({ host, index, ...page })));
  notes.push(`${all.length} pages, ${(all.reduce((sum, { bytes }) => sum + bytes.length, 0) / all.length / 1024).toFixed(1)} KB gzip on average`);
  for (const { host, target } of all) await gzipped(portal.port, host, target);
  figures.memory = (await memoryMb(portal.pid)).resident;

  await step('first view', async () => {
    const [, , article] = pages.get(home);
    for (const [figure, name, target] of [['firstView', 'home', '/'], ['firstViewArticle', 'article', article.target]]) {
      const view = await firstViewBytes(portal.port, home, target);
      figures[figure] = view.sum / 1024;
      const parts = view.parts.map((part) => `${path.basename(part.target).replace(/[.-][0-9a-f]{8,}/, '')} ${(part.bytes / 1024).toFixed(1)} KB`);
      notes.push(`first view, ${name}: HTML ${(view.html / 1024).toFixed(1)} KB, ${parts.join(', ')}`);
    }
  });

  await step('uncached home pages', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
    const statements = async () => {
      const { text } = await send(portal.opsPort, { host: '127.0.0.1', path: '/metrics' });
      return Number(/^conglang_statements_total (\d+)/m.exec(text)[1]);
    };
    const statementsBefore = await statements();
    let used = 0;
    let rendered = 0;
    for (let round = 0; round < 10; round += 1) {
      const bump = await send(portal.opsPort, { host: '127.0.0.1', path: '/cache/bump', method: 'POST' });
      if (bump.status >= 300) throw new Error(`/cache/bump answers ${bump.status}`);
      const before = await processorMs(portal.pid);
      for (const host of hosts) {
        await send(portal.port, { host, headers: { 'accept-encoding': 'gzip' }, agent });
        rendered += 1;
      }
      used += (await processorMs(portal.pid)) - before;
    }
    agent.destroy();
    figures.uncachedHome = used / rendered;
    figures.uncachedStatements = ((await statements()) - statementsBefore) / rendered;
    notes.push(`uncached home: ${rendered} pages, loading, rendering and compressing included; the number of statements does not grow with the entries (a test holds it)`);
  });

  const [email, password] = [...accountsIn(filled.printed)].find(([address]) => demo.editor.test(address)) ?? [];
  const officer = new Officer(portal);
  await step('publish to public', async () => {
    if (!email) throw new Error('the demo printed no editor');
    await officer.signIn({ email, password });
    const took = [];
    for (let n = 1; n <= 10; n += 1) took.push(await officer.publishAndLook(`Bài đo thứ ${n} trong ngày`, `${portal.commune}/`));
    figures.visible = median(took);
    notes.push(`publish to public: ${took.length} articles, slowest ${Math.max(...took).toFixed(0)} ms`);
  });

  await step('suggestions', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const took = [];
    // Each beginning is asked once per commune, so that no answer comes out of the page cache.
    for (const begun of ['th', 'thong b', 'lich tiep', 'đăng ký', 'dien', '12', 'ke hoach n', 'tiêm ch']) {
      for (const host of hosts) {
        const began = performance.now();
        const { status } = await send(portal.port, { host, path: `/goi-y?q=${encodeURIComponent(begun)}`, agent });
        if (status !== 200) throw new Error(`${host} suggests nothing: ${status}`);
        took.push(performance.now() - began);
      }
    }
    agent.destroy();
    took.sort((a, b) => a - b);
    figures.suggestions = took[Math.floor(took.length * 0.99)];
    notes.push(`suggestions: ${took.length} questions one after the other, ${median(took).toFixed(1)} ms in the middle`);
  });

  let draft;
  await step('saving a draft', async () => {
    const { median: usual, slowest, entry } = await saves(officer);
    draft = entry;
    figures.save = usual;
    notes.push(`saving: from pressing the button to the page that says so, slowest ${slowest.toFixed(0)} ms`);
  });
  let pictures = [];
  await step('a photograph of 12 megapixels', async () => {
    pictures = await photographs(4);
    const taken = [];
    for (const picture of pictures.slice(0, 3)) taken.push(await upload(officer, portal.pid, picture));
    figures.photograph = median(taken.map(({ processorSeconds }) => processorSeconds));
    notes.push(`photographs: 4,000 × 3,000, ${(pictures[0].length / 1e6).toFixed(1)} MB each; ${median(taken.map(({ seconds }) => seconds)).toFixed(2)} s from sending to the answer`);
    notes.push(`memory after the photographs: ${(await memoryMb(portal.pid)).resident.toFixed(0)} MB resident`);
  });
  await step('the writing screen', async () => {
    const { first, median: usual } = await writingScreen({ email, password }, portal, draft);
    figures.writingScreen = usual;
    notes.push(`writing screen: a phone's window, the processor slowed down four times; ${first.toFixed(0)} ms when its scripts are fetched for the first time`);
  });

  if (!QUICK) {
    await step(`load, ${ROUNDS} rounds of ${SECONDS_PER_RUN} s each, in turn`, async () => {
      const yard = path.join(scratch, 'nginx');
      await mkdir(yard);
      // What was published a moment ago changed the home page; both serve the same bytes again.
      for (const host of hosts) pages.set(host, await pagesOf(portal.port, host));
      for (const [host, three] of pages) {
        await mkdir(path.join(yard, 'pages', host), { recursive: true });
        await Promise.all(three.map(({ bytes }, index) => writeFile(path.join(yard, 'pages', host, `p${index}.html.gz`), bytes)));
      }
      const nginx = await startNginx(yard, await freePort(), hosts, pages.get(home)[0].headers);
      undo.push(() => nginx.stop());

      const list = async (name, lines) => {
        const file = path.join(scratch, name);
        await writeFile(file, `${lines.join('\n')}\n`);
        return file;
      };
      // Spread so that two neighbours in the list are pages of different sites.
      const spread = [0, 1, 2].flatMap((index) => hosts.map((host, n) => ({ host, index: (index + n) % 3 })));
      const lists = {
        ours: {
          one: await list('ours-one', [`${home} /`]),
          all: await list('ours-all', spread.map(({ host, index }) => `${host} ${pages.get(host)[index].target}`)),
        },
        nginx: {
          one: await list('nginx-one', [`${home} /p0.html`]),
          all: await list('nginx-all', spread.map(({ host, index }) => `${host} /p${index}.html`)),
        },
      };
      const servers = { ours: portal.port, nginx: nginx.port };
      for (const [name, port] of Object.entries(servers)) for (const kind of ['one', 'all']) await load(port, lists[name][kind], 1);

      const runs = { one: { ours: [], nginx: [] }, all: { ours: [], nginx: [] } };
      for (const kind of ['one', 'all']) {
        for (let round = 1; round <= ROUNDS; round += 1) {
          for (const [name, port] of Object.entries(servers)) {
            const result = await load(port, lists[name][kind], SECONDS_PER_RUN);
            if (result.errors) notes.push(`${name}, ${kind}, round ${round}: ${result.errors}`);
            runs[kind][name].push(result);
          }
          const last = (name) => runs[kind][name].at(-1);
          told(`  ${kind} ${round}: ours ${last('ours').perSecond.toFixed(0)}/s p99 ${last('ours').p99} ms, nginx ${last('nginx').perSecond.toFixed(0)}/s p99 ${last('nginx').p99} ms`);
        }
      }
      const ratio = (kind, field) => median(runs[kind].ours.map((result, round) => result[field] / runs[kind].nginx[round][field]));
      figures.onePage = ratio('one', 'perSecond');
      figures.allSites = ratio('all', 'perSecond');
      figures.p99Ratio = ratio('one', 'p99');
      figures.p99RatioAll = ratio('all', 'p99');
      figures.runs = runs;
      const beside = await besideUploads(officer, portal.port, lists.ours.one, SECONDS_PER_RUN, pictures, 3);
      figures.besideUploads = median(beside.map((run) => run.beside / run.alone));
      notes.push(`while ten photographs are uploaded: ${beside.map((run) => `p99 ${run.alone} → ${run.beside} ms, ${run.sent} photographs taken in`).join('; ')}`);
      const after = await memoryMb(portal.pid);
      notes.push(`memory after the load: ${after.resident.toFixed(0)} MB resident, ${after.anonymous.toFixed(0)} MB of it not backed by files`);
    });
  }
  const out = report({ figures, notes, place, rounds: ROUNDS, seconds: SECONDS_PER_RUN, connections: CONNECTIONS, quick: QUICK });
  console.log(out.table);
  if (!QUICK) await writeFile(path.join(ROOT, 'docs/benchmarks.md'), out.page);
  return out.unmeasured;
}

// A figure that misses its target is news, not an error; one that could not be taken is an error.
let unmeasured = ['everything'];
try {
  unmeasured = await measure();
} finally {
  for (const work of undo.reverse()) await work();
}
process.exitCode = unmeasured.length === 0 ? 0 : 1;
