// Pictures are made smaller before they travel. Drawing them anew also leaves behind where and with what they were taken.

const LONGEST_PX = 2560;
const QUALITY = 0.85;

/** The browser cannot read this kind of picture. */
export class Unreadable extends Error {}

const blobOf = (canvas, type, quality) => new Promise((done) => canvas.toBlob(done, type, quality));

async function pixels(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    // Some browsers read more kinds of pictures in a page than from memory.
  }
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } catch {
    throw new Unreadable(file.name);
  } finally {
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

/** Whether a file is a picture by its type or, as phones and Windows often give none, by its name. */
export const isPicture = (file) => /^image\/(?!svg)/.test(file.type) || (!file.type && /\.(jpe?g|png|webp|gif|hei[cf]|avif|bmp|tiff?)$/i.test(file.name));

/** The picture upright, at most 2560 px long, as JPEG, WebP or PNG. */
export async function shrink(file) {
  // Drawn anew, a moving picture would stand still.
  if (file.type === 'image/gif') return file;
  const source = await pixels(file);
  const [width, height] = [source.width || source.naturalWidth, source.height || source.naturalHeight];
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const paint = canvas.getContext('2d');
  paint.imageSmoothingQuality = 'high';
  paint.drawImage(source, 0, 0, canvas.width, canvas.height);
  source.close?.();
  // Screenshots and drawings have sharp edges and perhaps see-through parts: JPEG serves them badly.
  const drawn = /^image\/(png|webp)$/.test(file.type);
  const blob = drawn
    ? await blobOf(canvas, 'image/webp', 0.9)
    : await blobOf(canvas, 'image/jpeg', QUALITY);
  canvas.width = 0;
  if (!blob) throw new Unreadable(file.name);
  const ending = { 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/png': 'png' }[blob.type] ?? 'png';
  return new File([blob], `${file.name.replace(/\.\w{2,5}$/, '') || 'anh'}.${ending}`, { type: blob.type });
}
