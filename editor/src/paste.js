// Paste from Word and the web: what the text can hold stays, the rest is dropped and named.

import { ViewDataTransfer, ViewUpcastWriter, priorities } from 'ckeditor5';
import { askForMissing } from './descriptions.js';
import { looksOld, markOldFonts, offerConversion } from './encodings.js';
import { tell } from './notices.js';
import { part } from './part.js';
import { takeIn } from './pictures.js';
import { say } from './words.js';

const WORD = /urn:schemas-microsoft-com|class="?Mso|<meta name="?Generator"? content="?Microsoft|content="?(Word|Excel)\.Document/i;

function sheetsOf(source) {
  const sheets = [];
  for (const style of source.querySelectorAll('style')) {
    const sheet = new CSSStyleSheet();
    try {
      sheet.replaceSync(style.textContent.replace(/<!--|-->/g, ''));
      sheets.push(sheet);
    } catch {
      // Not a style sheet that a browser reads.
    }
  }
  return sheets;
}

const count = (root, selector) => root.querySelectorAll(selector).length;

/** What a clipboard holds that no text here can, as keys of sentences with numbers. */
export function droppedOf(html) {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const { body } = source;
  const raw = body.innerHTML;
  const dropped = [];
  const note = (key, number) => { if (number) dropped.push({ key, count: number }); };
  const styled = (pattern) => [...body.querySelectorAll('[style]')].filter((element) => pattern.test(element.getAttribute('style'))).length;
  const sheet = source.querySelector('style')?.textContent ?? '';
  note('dropped-fonts', styled(/font-family|font-size|(^|;|\s)font:/i) || count(body, 'font[face], font[size]') || (/font-(family|size)/i.test(sheet) && WORD.test(html)));
  note('dropped-colours', styled(/(^|;|\s)(color|background(-color)?|mso-highlight)\s*:\s*(?!(inherit|transparent|black|windowtext|auto|#000000|rgb\(0, 0, 0\)))/i) || count(body, 'font[color]'));
  note('dropped-alignment', styled(/text-align:\s*(center|right|justify)/i) || count(body, '[align=center], [align=right], [align=justify]'));
  note('dropped-boxes', (raw.match(/<v:(textbox|roundrect|oval|line|polyline|group)\b/gi)?.length ?? 0) || count(body, '[style*="mso-element:frame"]'));
  note('dropped-notes', count(body, '[style*="mso-footnote-id"], [style*="mso-endnote-id"], a[name^="_ftn"], a[href^="#_ftn"]') / 2 | 0);
  note('dropped-remarks', count(body, '[style*="mso-element:comment-list"], .MsoCommentReference, [style*="mso-comment-reference"]'));
  note('dropped-changes', count(body, 'ins[cite], del[cite], .msoIns, .msoDel'));
  note('dropped-formulas', raw.match(/<m:oMath\b/gi)?.length ?? count(body, 'math'));
  note('dropped-objects', (raw.match(/<o:OLEObject\b/gi)?.length ?? 0) + count(body, 'object, embed, iframe, video, audio, canvas, svg'));
  note('dropped-forms', count(body, 'form, input, select, textarea, button'));
  note('dropped-scripts', count(source, 'script'));
  return dropped;
}

/** First rows whose every cell is bold are heads of tables; a letterhead, which has no lines, is none. */
export function markHeads(body) {
  for (const table of body.querySelectorAll('table')) {
    const [first, ...others] = table.rows;
    if (!first || others.length < 2 || first.cells.length < 2 || table.querySelector('th')) continue;
    const lined = /border(?!-collapse)[^;]*(solid|\d)/i.test(first.cells[0].getAttribute('style') ?? '') || Number(table.border) > 0;
    const bold = [...first.cells].every((cell) => {
      const words = cell.textContent.trim();
      const strong = [...cell.querySelectorAll('b, strong')].map((element) => element.textContent).join('').trim();
      return words && strong.replace(/\s/g, '') === words.replace(/\s/g, '');
    });
    if (!lined || !bold) continue;
    const head = table.createTHead();
    head.append(first);
    for (const cell of [...first.cells]) {
      const th = document.createElement('th');
      for (const { name, value } of cell.attributes) th.setAttribute(name, value);
      th.append(...cell.childNodes);
      cell.replaceWith(th);
    }
  }
}

function transferOf(parts) {
  const native = new DataTransfer();
  for (const [type, text] of Object.entries(parts)) if (text) native.setData(type, text);
  return native;
}

export const paste = (urls) => part((editor) => {
  const viewDocument = editor.editing.view.document;
  const pipeline = editor.plugins.get('ClipboardPipeline');
  let report;

  viewDocument.on('clipboardInput', (event, data) => {
    const html = data.dataTransfer.getData('text/html');
    const plain = data.dataTransfer.getData('text/plain');
    const inside = data.dataTransfer.getData('application/ckeditor5-editor-id');
    report = html && !inside ? droppedOf(html) : [];
    if (data.converted || inside || !urls.convert || typeof data.content !== 'string') return;

    const source = new DOMParser().parseFromString(html || data.content, 'text/html');
    const marked = markOldFonts(source.body, sheetsOf(source));
    if (!marked && !looksOld(source.body.textContent)) return;
    // The clipboard is closed once this event is over, and the answer of the server comes later.
    event.stop();
    const rtf = data.dataTransfer.getData('text/rtf');
    const head = WORD.test(html) ? `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>${source.head.innerHTML}</head>` : '<html>';
    offerConversion(urls, source.body.innerHTML).then((converted) => {
      const whole = `${head}<body>${converted}</body></html>`;
      editor.editing.view.focus();
      viewDocument.fire('clipboardInput', {
        dataTransfer: new ViewDataTransfer(transferOf({ 'text/html': whole, 'text/plain': plain, 'text/rtf': rtf })),
        content: whole,
        method: 'paste',
        targetRanges: null,
        converted: true,
        preventDefault() {},
        stopPropagation() {},
      });
    });
  }, { priority: 'highest' });

  // Heads of tables are read off the source, where Word's lines and bold letters still stand.
  viewDocument.on('clipboardInput', (event, data) => {
    if (typeof data.content !== 'string' || !data.content.includes('<t')) return;
    const source = new DOMParser().parseFromString(data.content, 'text/html');
    markHeads(source.body);
    if (source.querySelector('thead')) data.content = source.documentElement.outerHTML;
  }, { priority: priorities.low + 20 });

  // After Word's own marks were read, before pictures are taken for local ones.
  pipeline.on('inputTransformation', (event, data) => {
    if (!data.content || data.content.isEmpty) return;
    const lost = takeIn(editor, data.content, new ViewUpcastWriter(viewDocument));
    if (lost) (report ??= []).push({ key: 'dropped-pictures', count: lost });
  }, { priority: priorities.high - 10 });

  pipeline.on('contentInsertion', (event, data) => {
    const told = report ?? [];
    report = undefined;
    const pasted = new Set([...editor.model.createRangeIn(data.content).getItems()].filter((item) => item.is('element', 'imageBlock')).map((item) => item.getAttribute('uploadId')).filter(Boolean));
    setTimeout(() => {
      if (told.length) {
        tell(say('dropped'), told.some(({ key }) => key === 'dropped-pictures') ? 'warning' : 'note',
          told.map(({ key, count: number }) => say(key, { count: number === true ? '' : number })));
      }
      if (pasted.size) askForMissing(editor, urls, (element) => pasted.has(element.getAttribute('uploadId')));
    });
  }, { priority: 'lowest' });
});
