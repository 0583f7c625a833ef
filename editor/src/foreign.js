// HTML from elsewhere, read without applying its styles: the desk's policy allows none, not even in a document that is
// never shown, and the editor has to know them to tell Word's bullets from its numbers.

import { ViewDocument, ViewDomConverter, ViewUpcastWriter, _normalizePasteOfficeSpaceRunSpans, _normalizePasteOfficeSpacing } from 'ckeditor5';

/** Under this name a style travels through the browser's parser. */
export const STYLE = 'data-foreign-style';

const TAG = /<[a-z][^\s>/]*(?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s*\/|\s+)*>/gi;
const ATTRIBUTE = /(\s)([^\s"'>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;

const renamed = (html) => html.replace(TAG, (tag) => tag.replace(ATTRIBUTE, (whole, space, name, value = '') => (
  name.toLowerCase() === 'style' ? `${space}${STYLE}${value}` : whole)));

/** Reads HTML into a document that is never shown. */
export function read(html) {
  const sheets = [];
  const texts = [];
  const bare = html
    .replace(/<!--\[if gte vml 1]>/g, '')
    .replace(/<o:SmartTagType(?:\s+[^\s>=]+(?:="[^"]*")?)*\s*\/?>/gi, '')
    .replace(/<style\b[^>]*>([^]*?)<\/style\s*>/gi, (_, text) => {
      const rules = text.replace(/<!--|-->/g, '');
      const sheet = new CSSStyleSheet();
      try {
        sheet.replaceSync(rules);
        sheets.push(sheet);
      } catch {
        // Rules that no browser reads may still mean something to the editor.
      }
      texts.push(rules);
      return '';
    })
    .replace(/<script\b[^]*?<\/script\s*>/gi, '<x-script></x-script>')
    .replace(/(<\/body>)[^]*$/i, '$1');
  const { body } = new DOMParser().parseFromString(renamed(bare), 'text/html');
  return { body, sheets, stylesString: texts.join(' ') };
}

/** What {@link read} made, as HTML again. */
export const written = ({ body }) => body.innerHTML.replaceAll(` ${STYLE}="`, ' style="');

export const styleOf = (element) => element.getAttribute(STYLE) ?? '';

/** What {@link read} made, as the editor takes it. */
export function toView(editor, { body, sheets, stylesString }) {
  const { stylesProcessor } = editor.data;
  const document_ = new ViewDocument(stylesProcessor);
  const converter = new ViewDomConverter(document_, { renderingMode: 'data' });
  _normalizePasteOfficeSpaceRunSpans(body.ownerDocument);
  const fragment = body.ownerDocument.createDocumentFragment();
  fragment.append(...body.childNodes);
  const view = converter.domToView(fragment, { skipComments: true });
  const writer = new ViewUpcastWriter(document_);
  for (const { item } of [...editor.editing.view.createRangeIn(view)]) {
    if (!item.is('element')) continue;
    const style = item.getAttribute(STYLE);
    if (style === undefined) continue;
    writer.removeAttribute(STYLE, item);
    writer.setAttribute('style', style, item);
  }
  return { view, extra: { isTransformedWithPasteFromOffice: true, styles: sheets, stylesString, body: view, bodyString: '' } };
}

/** Word's line breaks and runs of spaces mean nothing; they are taken out before anything is read. */
export const spaced = (html) => _normalizePasteOfficeSpacing(html);
