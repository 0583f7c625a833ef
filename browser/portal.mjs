// Starts the real binary on a folder of its own, for journeys and for measuring, and stops it again.

import { spawn, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { demo } from './words.mjs';

const run = promisify(execFile);
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The binary under test: CONGLANG_BIN, or the debug build. */
export const BINARY = path.resolve(
  process.env.CONGLANG_BIN ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target'), 'debug/conglang'),
);

/** A portal's own environment: no setting of the person who runs the tests leaks in. */
export function environment(extra) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('CONGLANG_'));
  return { ...Object.fromEntries(kept), RUST_LOG: 'warn', ...extra };
}

/** A port that nothing listens on. */
export async function freePort() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Sends one request to a host of the portal; the name goes into the Host header, so nothing needs resolving. */
export function send(port, { host, path: target = '/', method = 'GET', headers = {}, body, agent }) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path: target, method, agent, headers: { host: `${host}:${port}`, ...headers } },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          resolve({
            status: response.statusCode,
            headers: response.headers,
            bytes,
            get text() {
              return bytes.toString('utf8');
            },
          });
        });
        response.on('error', reject);
      },
    );
    request.setTimeout(30_000, () => request.destroy(new Error(`no answer from ${host}${target}`)));
    request.on('error', reject);
    request.end(body);
  });
}

/** Reads the accounts that `conglang demo` printed, as a map from e-mail address to password. */
export function accountsIn(text) {
  const found = new Map();
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '');
  for (const [, email, password] of plain.matchAll(demo.account)) {
    if (!found.has(email)) found.set(email, password);
  }
  return found;
}

/** Fills a fresh folder with a small demo province. */
export async function fillFolder({ communes = demo.communes, scale } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'conglang-browser-'));
  const units = path.join(folder, 'units.csv');
  const [head, ...rows] = (await readFile(path.join(ROOT, 'data/units/units_2023_camau.csv'), 'utf8')).trim().split('\n');
  const chosen = communes === 'all' ? rows : rows.filter((row) => communes.includes(row.split(',')[1]));
  await writeFile(units, `${[head, ...chosen].join('\n')}\n`);
  const data = path.join(folder, 'data');
  const { stdout, stderr } = await run(
    BINARY,
    ['--data', data, 'demo', '--units', units, '--province', demo.province, ...(scale ? ['--scale', String(scale)] : [])],
    { env: environment({}), maxBuffer: 64 << 20 },
  );
  return { folder, data, communes: chosen.length, printed: stdout + stderr, accounts: accountsIn(stdout + stderr) };
}

/** Serves `data`; resolves when `/readyz` says so. `stop` ends exactly the process that was started here. */
export async function serve(data, { env = {}, binary = BINARY } = {}) {
  const port = await freePort();
  const opsPort = await freePort();
  const began = performance.now();
  const child = spawn(
    binary,
    ['--data', data, 'serve', '--listen', `127.0.0.1:${port}`, '--ops-listen', `127.0.0.1:${opsPort}`],
    { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      log.push(text);
      if (log.length > 2000) log.splice(0, 1000);
    });
  }
  const ended = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })));
  let over = false;
  ended.then(() => (over = true));

  const deadline = Date.now() + 60_000;
  for (;;) {
    if (over) throw new Error(`the portal ended before it was ready:\n${log.join('')}`);
    const answer = await send(opsPort, { host: '127.0.0.1', path: '/readyz' }).catch(() => undefined);
    if (answer?.status === 200) break;
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the portal was not ready after a minute:\n${log.join('')}`);
    }
    await pause(10);
  }

  const origin = (label) => `http://${label}localhost:${port}`;
  return {
    pid: child.pid,
    port,
    opsPort,
    readyMs: performance.now() - began,
    province: origin(`${demo.provinceLabel}.`),
    commune: origin(`${demo.communeLabel}.${demo.provinceLabel}.`),
    desk: origin(`${demo.deskLabel}.${demo.provinceLabel}.`),
    log: () => log.join(''),
    /** Asks for a full address of the portal without a browser. */
    ask(address, options = {}) {
      const url = new URL(address);
      return send(port, { host: url.hostname, path: url.pathname + url.search, ...options });
    },
    async stop() {
      if (over) return ended;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const result = await ended;
      clearTimeout(late);
      return result;
    },
  };
}

/** A letter's text, whichever way it was made fit for the wire. */
function readLetter(raw) {
  const at = raw.search(/\r?\n\r?\n/);
  const head = raw.slice(0, at).replace(/\r?\n[ \t]+/g, ' ');
  const body = raw.slice(at).trim();
  const header = (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1].trim() ?? '';
  const encoding = header('content-transfer-encoding').toLowerCase();
  const bytes = {
    base64: () => Buffer.from(body, 'base64'),
    'quoted-printable': () => Buffer.from(
      body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ),
  };
  return { to: header('to'), text: bytes[encoding]?.().toString('utf8') ?? body };
}

/** A filled portal with a command line, for journeys. */
export async function startPortal() {
  const filled = await fillFolder();
  const portal = await serve(filled.data);
  return {
    ...portal,
    accounts: filled.accounts,
    printed: filled.printed,
    account(pattern) {
      for (const [email, password] of filled.accounts) if (pattern.test(email)) return { email, password };
      throw new Error(`the demo printed no account like ${pattern}; it printed:\n${filled.printed}`);
    },
    /** Every letter in the outbox, the newest last. */
    async letters() {
      const folder = path.join(filled.data, 'outbox');
      const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
      const dated = await Promise.all(names.map(async (name) => {
        const file = path.join(folder, name);
        return { at: (await stat(file)).mtimeMs, ...readLetter(await readFile(file, 'latin1')) };
      }));
      return dated.sort((a, b) => a.at - b.at);
    },
    async cli(...words) {
      const { stdout, stderr } = await run(BINARY, ['--data', filled.data, ...words], { env: environment({}) });
      return stdout + stderr;
    },
    async stop() {
      await portal.stop();
      await rm(filled.folder, { recursive: true, force: true });
    },
  };
}
