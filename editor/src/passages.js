// Joining two texts passage by passage: beside each passage that differs stands a button that brings the
// other's words into the editor, in the place of one's own.

import { toEditor } from './markup.js';
import { say } from './words.js';

const bare = (text) => text.replace(/\s+/g, '');

/** A copy of a passage as one of the two wrote it: `drop` names the marks of the other. */
function side(passage, drop) {
  const copy = passage.cloneNode(true);
  for (const nested of copy.querySelectorAll('button')) nested.remove();
  for (const mark of copy.querySelectorAll(drop)) mark.remove();
  for (const mark of copy.querySelectorAll('ins, del')) mark.replaceWith(...mark.childNodes);
  // Items that only the other wrote are no items here, nor the lists that held nothing else.
  for (const item of [...copy.querySelectorAll('li, ul, ol')].reverse()) if (isEmpty(item)) item.remove();
  return copy;
}

const isEmpty = (passage) => !bare(passage.textContent) && !passage.querySelector('img, hr, [data-video]');

/** Whatever stands for itself in a text: paragraphs, headings, tables, pictures, each item of a flat list, a list of lists. */
function passagesOf(sheet) {
  return [...sheet.children].flatMap((block) => {
    const isFlatList = block.matches('ul, ol') && !block.querySelector('li ul, li ol');
    return isFlatList ? [...block.children] : [block];
  });
}

function wordsOf(node) {
  if (node.is('$text')) return node.data;
  return node.is('element') ? [...node.getChildren()].map(wordsOf).join('') : '';
}

/** What holds these words in the editor: one passage, or several in a row, as a list of lists is there. */
function found(editor, words) {
  const wanted = bare(words);
  const children = [...editor.model.document.getRoot().getChildren()];
  const texts = children.map((child) => bare(wordsOf(child)));
  for (let first = 0; wanted && first < children.length; first += 1) {
    let held = '';
    for (let last = first; texts[first] && wanted.startsWith(held) && last < children.length; last += 1) {
      held += texts[last];
      if (held === wanted) return children.slice(first, last + 1);
    }
  }
  return [];
}

function htmlOf(passage) {
  if (!passage.matches('li')) return toEditor(passage.outerHTML);
  return passage.parentElement?.matches('ol') ? `<ol>${passage.outerHTML}</ol>` : `<ul>${passage.outerHTML}</ul>`;
}

/** Puts the other's passage where one's own is, or after the passage that stands before it in both. */
function take(editor, passages, index) {
  const passage = passages[index];
  const [mine, theirs] = [side(passage, 'ins'), side(passage, 'del')];
  // A list's item, taken out of its list, still knows which kind of list it was in.
  const html = isEmpty(theirs) ? '' : htmlOf(passage.matches('li') ? inList(theirs, passage) : theirs);
  const own = found(editor, mine.textContent);
  editor.model.change((writer) => {
    const root = editor.model.document.getRoot();
    let after = own.at(-1);
    for (let before = index - 1; !after && before >= 0; before -= 1) {
      after = found(editor, side(passages[before], 'ins').textContent).at(-1) ?? found(editor, side(passages[before], 'del').textContent).at(-1);
    }
    const at = after ? writer.createPositionAfter(after) : writer.createPositionAt(root, index === 0 ? 0 : 'end');
    if (html) {
      const fragment = editor.data.parse(html);
      const last = fragment.getChild(fragment.childCount - 1);
      writer.insert(fragment, at);
      if (last) writer.setSelection(last, last.is('element', 'paragraph') ? 'end' : 'on');
    }
    for (const element of own) writer.remove(element);
  });
}

function inList(item, passage) {
  const list = passage.parentElement.cloneNode(false);
  list.append(item);
  return item;
}

/** Offers every passage that differs. */
export function offerPassages(text, field) {
  const sheet = field.closest('.difference')?.querySelector('.marked');
  if (!sheet) return;
  const passages = passagesOf(sheet);
  passages.forEach((passage, index) => {
    if (!passage.querySelector('ins, del')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet take-passage';
    button.textContent = say(isEmpty(side(passage, 'del')) ? 'drop-passage' : 'take-passage');
    button.addEventListener('click', () => {
      take(text.editor, passages, index);
      text.flush();
      button.textContent = say('passage-taken');
      button.disabled = true;
      // The keyboard goes on to the next one, or to what the passage was put into.
      const next = [...document.querySelectorAll('.take-passage')].find((other) => !other.disabled);
      if (next) next.focus({ preventScroll: true });
      else text.editor.editing.view.focus();
    });
    if (passage.matches('li')) passage.append(button);
    else passage.after(button);
  });
}
