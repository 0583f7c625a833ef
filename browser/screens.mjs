// Takes pictures of pages at a phone's and a desktop's width into browser/out/, for people to look at.
//
//   node screens.mjs URL…                       with EMAIL and PASSWORD set, signs in at the first URL's origin first

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOCALE, startBrowser } from './harness.mjs';
import { signIn } from './journeys/editor.mjs';

const addresses = process.argv.slice(2);
if (addresses.length === 0) {
  console.error('usage: node screens.mjs URL…');
  process.exit(2);
}
const out = path.join(path.dirname(fileURLToPath(import.meta.url)), 'out');
await mkdir(out, { recursive: true });
const browser = await startBrowser();
try {
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ ...LOCALE, viewport: { width, height: width === 360 ? 740 : 900 } });
    const page = await context.newPage();
    const { EMAIL: email, PASSWORD: password } = process.env;
    if (email && password) await signIn(page, { desk: new URL(addresses[0]).origin }, { email, password });
    for (const address of addresses) {
      await page.goto(address, { waitUntil: 'networkidle' });
      // Pictures further down load only when they come into view.
      await page.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += 600) {
          scrollTo(0, y);
          await new Promise((done) => setTimeout(done, 60));
        }
        scrollTo(0, 0);
      });
      await page.waitForLoadState('networkidle');
      const { hostname, pathname, search } = new URL(address);
      const name = `${hostname.split('.')[0]}${pathname.slice(-28)}${search}`.replace(/[^a-z0-9]+/gi, '-').replace(/-+$/, '');
      const file = path.join(out, `${name}-${width}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
    await context.close();
  }
} finally {
  await browser.close();
}
