// Text written in the fonts of the years before Unicode: noticed here, converted by the server, offered with a preview.

import { STYLE, read, styleOf } from './foreign.js';
import { post } from './send.js';
import { say } from './words.js';
import { tell } from './notices.js';

const OLD_FONT = /^['"]?\s*(\.vn|vni-)/i;
// Signs that stand inside words only when TCVN3 letters are read as Latin ones.
const TCVN3 = /[a-zA-Z][µ¶·¸¹¨»¾¼½©«¬­ª§Ø×Ý®]|[®§][a-zA-Z]|[µ¸¶·¹Êµ][a-z]/g;
// Vowels followed by signs that Vietnamese itself does not write after them.
const VNI = /[aeouyAEOUY][øûïäåëüùõâ](?![a-z]*[ăđơư])/g;

/** Whether words look as if they were written in an old encoding. */
export function looksOld(text) {
  const sample = text.slice(0, 20_000);
  if (/[ăđơưạ-ỹ]/i.test(sample)) return false;
  const enough = Math.max(3, sample.length / 200);
  return (sample.match(TCVN3)?.length ?? 0) >= enough || (sample.match(VNI)?.length ?? 0) >= enough;
}

/** Writes the old fonts that a style sheet gives onto the elements themselves; true when there are any. */
export function markOldFonts({ body, sheets }) {
  for (const sheet of sheets) {
    for (const rule of sheet.cssRules) {
      const font = rule.style?.fontFamily;
      if (!font || !OLD_FONT.test(font)) continue;
      let elements = [];
      try {
        elements = body.querySelectorAll(rule.selectorText);
      } catch {
        // A selector of Word's own.
      }
      for (const element of elements) {
        if (!/font-family/i.test(styleOf(element))) element.setAttribute(STYLE, `${styleOf(element)};font-family:${font.replace(/"/g, "'")}`);
      }
    }
  }
  const fontOf = (element) => /font-family\s*:\s*([^;]+)/i.exec(styleOf(element))?.[1] ?? element.getAttribute('face') ?? '';
  return [...body.querySelectorAll(`[${STYLE}*="font"], font[face]`)].some((element) => OLD_FONT.test(fontOf(element)));
}

const dialog = document.getElementById('editor-convert');
const part = (selector) => dialog?.querySelector(selector);
const wordsOf = (html) => read(html.replace(/<\/(p|div|li|tr|h\d)>/gi, '$&\n')).body.textContent.replace(/\n{3,}/g, '\n\n').trim().slice(0, 1500);

/** Asks whether to convert; resolves with the HTML to insert. */
export async function offerConversion(urls, html) {
  let answer;
  try {
    answer = await post(urls.convert, new URLSearchParams({ html }));
  } catch {
    tell(say('convert-failed'), 'warning');
    return html;
  }
  if (!answer.encoding || !answer.html || answer.html === html) return html;
  part('[data-encoding]').textContent = say('convert-found', { encoding: answer.encoding });
  part('[data-before]').textContent = wordsOf(html);
  part('[data-after]').textContent = wordsOf(answer.html);
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener('close', done, { once: true }));
  return dialog.returnValue === 'convert' ? answer.html : html;
}
