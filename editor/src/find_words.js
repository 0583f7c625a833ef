// Where a check points to inside the text: words, or a picture.

import { openDescriptions } from './descriptions.js';
import { allPictures } from './pictures.js';

/** Pixels at the edges of the screen where the toolbar and the buttons may stand. */
const AROUND = { top: 140, bottom: 140, left: 0, right: 0 };

/** Selects words in the text; true when they were found. Words may run over several formats of one block. */
export function selectWords(editor, quote) {
  const wanted = quote.normalize('NFC').replace(/[\s\u00a0]+/g, ' ').trim().toLowerCase();
  if (!wanted) return false;
  const { model } = editor;
  for (const block of model.createRangeIn(model.document.getRoot()).getItems()) {
    if (!block.is('element') || !model.schema.checkChild(block, '$text')) continue;
    // Letters and their offsets in the block; a run of spaces counts as one.
    let text = '';
    const offsets = [];
    for (const child of block.getChildren()) {
      const letters = child.is('$text') ? child.data : ' ';
      for (let index = 0; index < letters.length; index += 1) {
        const letter = /[\s\u00a0]/.test(letters[index]) ? ' ' : letters[index].toLowerCase();
        if (letter === ' ' && text.endsWith(' ')) continue;
        text += letter.length === 1 ? letter : letters[index];
        offsets.push(child.startOffset + (child.is('$text') ? index : 0));
      }
    }
    const at = text.indexOf(wanted);
    if (at < 0) continue;
    model.change((writer) => writer.setSelection(writer.createRange(
      writer.createPositionAt(block, offsets[at]),
      writer.createPositionAt(block, offsets[at + wanted.length - 1] + 1),
    )));
    return true;
  }
  return selectTable(editor, wanted);
}

/** Words that run over several cells are those of a table: it is selected whole. */
function selectTable(editor, wanted) {
  const { model } = editor;
  for (const table of model.createRangeIn(model.document.getRoot()).getItems()) {
    if (!table.is('element', 'table')) continue;
    const words = [...model.createRangeIn(table).getItems()].filter((item) => item.is('$textProxy'));
    const text = words.map((item) => item.data).join(' ').normalize('NFC').replace(/[\s\u00a0]+/g, ' ').trim().toLowerCase();
    if (!text.startsWith(wanted.replace(/…$/, '').trim())) continue;
    model.change((writer) => writer.setSelection(table, 'on'));
    return true;
  }
  return false;
}

function selectPicture(editor, quote) {
  const number = /(\d+)\D*$/.exec(quote)?.[1];
  return allPictures(editor).find((element) => {
    const src = element.getAttribute('src') ?? '';
    return quote && (src === quote || (element.getAttribute('alt') ?? '') === quote || (number && src.endsWith(`/tep/${number}`)));
  });
}

/** Leads to what a check means; a picture opens the dialog in which it gets its words. */
export function show(editor, urls, { quote = '', about }) {
  const { view } = editor.editing;
  const picture = selectPicture(editor, quote) ?? (about === 'picture'
    ? allPictures(editor).find((element) => !element.getAttribute('alt') && !element.getAttribute('decorative')) : undefined);
  if (picture) editor.model.change((writer) => writer.setSelection(picture, 'on'));
  else selectWords(editor, quote);
  // Taking the focus puts the page back where it was: the way to the place comes after.
  view.focus();
  view.scrollToTheSelection({ alignToTop: true, forceScroll: true, viewportOffset: AROUND });
  if (picture) openDescriptions(editor, urls, { elements: [picture] });
}
