// Paste from Word and the web: what the text can hold stays, the rest is dropped and named.

import { ViewDataTransfer, ViewUpcastWriter, priorities } from 'ckeditor5';
import { askForMissing } from './descriptions.js';
import { looksOld, markOldFonts, offerConversion } from './encodings.js';
import { STYLE, read, spaced, styleOf, toView, written } from './foreign.js';
import { tell } from './notices.js';
import { part } from './part.js';
import { takeIn } from './pictures.js';
import { say } from './words.js';

const WORD = /urn:schemas-microsoft-com|class="?Mso|<meta\s+name="?Generator"?\s+content="?Microsoft|content="?(Word|Excel)\.Document/i;

const count = (root, selector) => root.querySelectorAll(selector).length;

/** What was read holds but no text here can, as keys of sentences with numbers. */
export function droppedOf({ body, stylesString }, html) {
  const raw = body.innerHTML;
  const dropped = [];
  const note = (key, number) => { if (number) dropped.push({ key, count: number }); };
  const styled = (pattern) => [...body.querySelectorAll(`[${STYLE}]`)].filter((element) => pattern.test(styleOf(element))).length;
  note('dropped-fonts', styled(/font-family|font-size|(^|;|\s)font:/i) || count(body, 'font[face], font[size]') || (/font-(family|size)/i.test(stylesString) && WORD.test(html)));
  note('dropped-colours', styled(/(^|;|\s)(color|background(-color)?|mso-highlight)\s*:\s*(?!(inherit|initial|transparent|black|white|windowtext|auto|#000\b|#000000|rgb\(0, 0, 0\)|rgb\(255, 255, 255\)))/i) || count(body, 'font[color]'));
  note('dropped-alignment', styled(/text-align:\s*(center|right|justify)/i) || count(body, '[align=center], [align=right], [align=justify]'));
  note('dropped-boxes', (raw.match(/<v:(textbox|roundrect|oval|line|polyline|group)\b/gi)?.length ?? 0) || styled(/mso-element:\s*frame/i));
  note('dropped-notes', count(body, 'a[name^="_ftn"], a[name^="_edn"]') / 2 | 0);
  note('dropped-remarks', count(body, '.MsoCommentReference') || styled(/mso-element:\s*comment\b/i));
  note('dropped-changes', count(body, 'ins[cite], del[cite], .msoIns, .msoDel'));
  note('dropped-formulas', raw.match(/<m:oMath\b/gi)?.length ?? count(body, 'math'));
  note('dropped-objects', (raw.match(/<o:OLEObject\b/gi)?.length ?? 0) + count(body, 'object, embed, iframe, video, audio, canvas, svg'));
  note('dropped-forms', count(body, 'form, input, select, textarea, button'));
  note('dropped-scripts', count(body, 'x-script'));
  return dropped;
}

/** First rows whose every cell is bold are heads of tables; a letterhead, which has no lines, is none. */
export function markHeads(body) {
  for (const table of body.querySelectorAll('table')) {
    const [first, ...others] = table.rows;
    if (!first || others.length < 2 || first.cells.length < 2 || table.querySelector('th')) continue;
    const lined = /border(?!-collapse)[^;]*(solid|\d)/i.test(styleOf(first.cells[0])) || Number(table.border) > 0;
    const bold = [...first.cells].every((cell) => {
      const words = cell.textContent.replace(/\s/g, '');
      const strong = [...cell.querySelectorAll('b, strong')].map((element) => element.textContent).join('').replace(/\s/g, '');
      return words && strong === words;
    });
    if (!lined || !bold) continue;
    table.createTHead().append(first);
    for (const cell of [...first.cells]) {
      const head = cell.ownerDocument.createElement('th');
      for (const { name, value } of cell.attributes) head.setAttribute(name, value);
      head.append(...cell.childNodes);
      // A head is bold by itself.
      for (const strong of head.querySelectorAll('b, strong')) strong.replaceWith(...strong.childNodes);
      cell.replaceWith(head);
    }
  }
}

/** What Word wrote for its own sake and for its remarks. */
function clear(body) {
  for (const mark of body.querySelectorAll('.MsoCommentReference, x-script')) mark.remove();
  for (const element of body.querySelectorAll(`[${STYLE}*="mso-element:comment-list"], [${STYLE}*="mso-element: comment-list"]`)) element.remove();
}

function transferOf(parts) {
  const native = new DataTransfer();
  for (const [type, text] of Object.entries(parts)) if (text) native.setData(type, text);
  return new ViewDataTransfer(native);
}

export const paste = (urls) => part((editor) => {
  const viewDocument = editor.editing.view.document;
  const pipeline = editor.plugins.get('ClipboardPipeline');
  let report;

  viewDocument.on('clipboardInput', (event, data) => {
    report = undefined;
    const { dataTransfer } = data;
    if (typeof data.content !== 'string' || dataTransfer.getData('application/ckeditor5-editor-id')) return;
    const html = dataTransfer.getData('text/html');
    const isWord = WORD.test(html);
    const source = read(isWord ? spaced(data.content) : data.content);

    const isOld = markOldFonts(source) || looksOld(source.body.textContent);
    if (isOld && !data.converted && urls.convert) {
      // The clipboard is closed once this event is over, and the answer of the server comes later.
      event.stop();
      const [plain, rtf] = [dataTransfer.getData('text/plain'), dataTransfer.getData('text/rtf')];
      const head = isWord ? '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name="Generator" content="Microsoft Word 15">' : '<html><head>';
      offerConversion(urls, written(source)).then((converted) => {
        const whole = `${head}<style>${source.stylesString}</style></head><body>${converted}</body></html>`;
        editor.editing.view.focus();
        viewDocument.fire('clipboardInput', {
          dataTransfer: transferOf({ 'text/html': whole, 'text/plain': plain, 'text/rtf': rtf }),
          content: whole,
          method: 'paste',
          targetRanges: null,
          converted: true,
          preventDefault() {},
          stopPropagation() {},
        });
      });
      return;
    }
    report = html ? droppedOf(source, html) : [];
    clear(source.body);
    markHeads(source.body);
    const { view, extra } = toView(editor, source);
    data.content = view;
    data.extraContent = extra;
  }, { priority: 'highest' });

  // After Word's own marks were read, before pictures are taken for local ones.
  pipeline.on('inputTransformation', (event, data) => {
    if (!data.content || data.content.isEmpty) return;
    const lost = takeIn(editor, data.content, new ViewUpcastWriter(viewDocument));
    if (lost) (report ??= []).push({ key: 'dropped-pictures', count: lost });
  }, { priority: priorities.high - 10 });

  pipeline.on('contentInsertion', (event, data) => {
    const told = report ?? [];
    report = undefined;
    const pasted = new Set([...editor.model.createRangeIn(data.content).getItems()]
      .filter((item) => item.is('element', 'imageBlock'))
      .map((item) => item.getAttribute('uploadId'))
      .filter(Boolean));
    setTimeout(() => {
      if (told.length) {
        tell(say('dropped'), told.some(({ key }) => key === 'dropped-pictures') ? 'warning' : 'note',
          told.map(({ key, count: number }) => say(key, { count: number === true ? '' : number })));
      }
      if (pasted.size) askForMissing(editor, urls, (element) => pasted.has(element.getAttribute('uploadId')));
    });
  }, { priority: 'highest' });
});
