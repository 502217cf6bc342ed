import * as z from 'zod/mini'

/** The files a note may show, by type, and the ending of their names. No SVG: it can hold scripts. */
export const MEDIA_TYPES = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'audio/mp4': 'm4a',
} as const
export type MediaType = keyof typeof MEDIA_TYPES

export const LARGEST_MEDIUM = 5 * 1024 * 1024
export const MEDIA_QUOTA = 100 * 1024 * 1024

/** How Markdown names a file of the learner's own: `![a picture](media:<name>)`. */
export const MEDIA_SCHEME = 'media:'

/** Where a file of the learner's own is served. */
export const MEDIA_PATH = '/api/v1/media/'

/** A file as the editor sends it. */
export const mediumSchema = z.strictObject({
  data: z.base64().check(z.maxLength(Math.ceil(LARGEST_MEDIUM / 3) * 4, 'a file has at most 5 MB')),
})
