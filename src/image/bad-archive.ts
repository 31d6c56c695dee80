/** An archive that is no image, is cut off, or wants more than it may. The message completes "it could not be read: …". */
export class BadArchive extends Error {
  override readonly name = 'BadArchive';
}
