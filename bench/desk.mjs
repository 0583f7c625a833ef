// The desk under the clock: saving, large photographs, the writing screen on a slow phone, and what citizens
// notice while officers upload.

import { LOCALE, PHONE, startBrowser } from '../browser/harness.mjs';
import { drawPhotograph } from '../browser/picture.mjs';
import { desk } from '../browser/words.mjs';
import { fill } from './form.mjs';
import { load } from './load.mjs';
import { processorMs } from './process.mjs';

const SAVES = 20;
const UPLOADS_AT_ONCE = 10;
const OPENINGS = 5;
/** How much slower a mid-range phone is than this machine; what Lighthouse assumes. */
const PHONE_SLOWDOWN = 4;

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const middle = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)];

/** Milliseconds of each save of one draft, from pressing the button to the page that says so. */
export async function saves(officer) {
  let { page, form } = await officer.newArticle();
  fill(form, desk.title, 'Bài đo thời gian lưu');
  fill(form, desk.summary, 'Bài này chỉ để đo.');
  fill(form, desk.body, 'Một đoạn văn có thật, đủ dài để giống bài của cán bộ. '.repeat(60));
  page = await officer.press(page, form, desk.saveDraft);
  const took = [];
  for (let n = 0; n < SAVES; n += 1) {
    form = officer.writingForm(page);
    fill(form, desk.title, `Bài đo thời gian lưu, lần ${n}`);
    const began = performance.now();
    page = await officer.press(page, form, desk.saveDraft);
    took.push(performance.now() - began);
    if (page.status !== 200) throw new Error(`saving answers ${page.status} at ${page.address}`);
  }
  return { median: middle(took), slowest: Math.max(...took), entry: page.address };
}

/** A photograph of 12 megapixels, as phones make them, with texture that does not compress to nothing. */
export async function photographs(count) {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const made = [];
    for (let n = 0; n < count; n += 1) {
      made.push((await drawPhotograph(page, { width: 4000, height: 3000, text: `Ảnh đo số ${n}`, grain: true })).buffer);
    }
    return made;
  } finally {
    await browser.close();
  }
}

/** Uploads one photograph: wall time, and processor time of the whole server. */
export async function upload(officer, pid, photograph) {
  const before = await processorMs(pid);
  const began = performance.now();
  const answer = await officer.upload('anh-do.jpg', 'image/jpeg', photograph);
  if (answer.status !== 201) throw new Error(`the upload answers ${answer.status}: ${answer.text.slice(0, 200)}`);
  return { seconds: (performance.now() - began) / 1000, processorSeconds: ((await processorMs(pid)) - before) / 1000 };
}

/** 99th percentiles of cached pages, in turn without and with ten uploads under way. */
export async function besideUploads(officer, port, list, seconds, pictures, rounds) {
  const runs = [];
  for (let round = 0; round < rounds; round += 1) {
    const alone = await load(port, list, seconds);
    let over = false;
    let sent = 0;
    const sending = Array.from({ length: UPLOADS_AT_ONCE }, async (_, n) => {
      while (!over) {
        // The server knows a file again by its bytes: each one sent is another.
        const bytes = Buffer.concat([pictures[n % pictures.length], Buffer.from(`${round} ${n} ${sent}`)]);
        const answer = await officer.upload(`anh-${round}-${n}-${sent}.jpg`, 'image/jpeg', bytes);
        if (answer.status !== 201) throw new Error(`an upload answers ${answer.status}: ${answer.text.slice(0, 200)}`);
        sent += 1;
      }
    });
    const beside = await load(port, list, seconds);
    over = true;
    await Promise.all(sending);
    runs.push({ alone: alone.p99, beside: beside.p99, sent });
  }
  return runs;
}

/** Milliseconds until the text can be typed into, on a phone of the middle range. */
export async function writingScreen(account, portal, address) {
  const browser = await startBrowser();
  try {
    const context = await browser.newContext({ ...PHONE, ...LOCALE });
    const page = await context.newPage();
    await page.goto(`${portal.desk}/`);
    await page.getByLabel(desk.email).fill(account.email);
    await page.getByLabel(desk.password).fill(account.password);
    await page.getByRole('button', { name: desk.signIn }).click();
    await page.waitForLoadState();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: PHONE_SLOWDOWN });
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('.ck-editor__editable[contenteditable="true"]')) {
          window.typedIntoAt = performance.now();
        } else {
          requestAnimationFrame(look);
        }
      };
      look();
    });
    const took = [];
    for (let n = 0; n <= OPENINGS; n += 1) {
      await page.goto(address, { waitUntil: 'commit' });
      await page.waitForFunction(() => window.typedIntoAt !== undefined, undefined, { timeout: 30_000 });
      took.push(await page.evaluate(() => window.typedIntoAt));
    }
    // The first one fetches the scripts; officers open the screen every week, yet both are told.
    const [first, ...later] = took;
    return { first, median: middle(later) };
  } finally {
    await browser.close();
  }
}
