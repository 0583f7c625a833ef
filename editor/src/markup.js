// Between the HTML that is stored and the HTML that the editor reads and writes.

const parse = (html) => new DOMParser().parseFromString(html, 'text/html').body;

// The server takes a text for HTML by the same signs, and writes texts of nothing but paragraphs without any.
const SIGNS = ['<p', '<h2', '<h3', '<ul', '<ol', '<table', '<figure', '<blockquote', '<br', '<div', '<strong'];
const looksLikeHtml = (text) => SIGNS.some((sign) => text.includes(sign));

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function paragraphs(text) {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((part) => part.split('\n').map((line) => line.trim()).filter(Boolean).map(escape).join('<br>'))
    .filter(Boolean)
    .map((part) => `<p>${part}</p>`)
    .join('');
}

/** What stands in the text field, as the editor reads it. */
export function toEditor(stored) {
  if (!looksLikeHtml(stored)) return paragraphs(stored);
  const body = parse(stored);
  for (const figure of body.querySelectorAll('figure')) {
    if (figure.matches('.gallery, [data-video]')) continue;
    const table = figure.querySelector(':scope > table');
    if (table) {
      const words = figure.querySelector(':scope > figcaption');
      if (words && !table.caption) table.createCaption().innerHTML = words.innerHTML;
      figure.replaceWith(table);
    } else if (figure.querySelector(':scope > img, :scope > a > img')) {
      figure.className = 'image';
    }
  }
  return body.innerHTML;
}

/** What the editor writes, as it is stored. */
export function fromEditor(written) {
  const body = parse(written);
  for (const element of body.querySelectorAll('i')) {
    const em = element.ownerDocument.createElement('em');
    em.append(...element.childNodes);
    element.replaceWith(em);
  }
  for (const figure of body.querySelectorAll('figure')) {
    if (figure.classList.contains('gallery')) figure.className = 'gallery';
    else figure.removeAttribute('class');
  }
  for (const element of body.querySelectorAll('[style], [data-list-item-id]')) {
    element.removeAttribute('style');
    element.removeAttribute('data-list-item-id');
  }
  // Bullets are bullets; only numbers have kinds.
  for (const list of body.querySelectorAll('ul[type]')) list.removeAttribute('type');
  for (const table of body.querySelectorAll('table')) table.removeAttribute('class');
  // A picture that is still on its way has no address yet.
  for (const img of body.querySelectorAll('img')) {
    if (!/^(\/|https?:|tep:)/.test(img.getAttribute('src') ?? '')) (img.closest('figure:not(.gallery)') ?? img).remove();
    else for (const name of ['data-ck-upload-id', 'srcset', 'sizes']) img.removeAttribute(name);
  }
  for (const gallery of body.querySelectorAll('figure.gallery')) if (!gallery.children.length) gallery.remove();
  for (const item of body.querySelectorAll('dt, dd')) {
    const [only, second] = item.children;
    if (only?.tagName === 'P' && !second) only.replaceWith(...only.childNodes);
  }
  for (const p of body.querySelectorAll('p')) {
    if (!p.children.length && !p.textContent.replace(/\u00a0/g, ' ').trim() && !p.closest('td, th, li')) p.remove();
  }
  return body.innerHTML.normalize('NFC');
}

/** The words of stored HTML, to tell whether two texts say the same. */
export const wordsOf = (stored) => {
  const body = parse(looksLikeHtml(stored) ? stored : paragraphs(stored));
  const pictures = [...body.querySelectorAll('img')].map((img) => img.getAttribute('src').replace(/^.*\/tep\/|^tep:/, ''));
  return `${body.textContent} ${pictures.join(' ')}`.normalize('NFC').replace(/[\s\u00a0]+/g, '');
};
