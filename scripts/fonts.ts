import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import subset from 'subset-font'

// Cuts the two variable fonts down to the characters and weights that the app uses.
const require = createRequire(import.meta.url)
const range = (from: number, to: number) =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i))
const CHARACTERS = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}–—‘’“”…•†→←↑↓≤≥≠×−⌘⏎·′✓`
const MONO = `${range(0x20, 0x7e)}–—…→≤≥×·`

const FONTS = [
  {
    from: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
    to: 'sans.woff2',
    text: CHARACTERS,
    weights: { min: 400, max: 700 },
  },
  {
    from: '@fontsource-variable/source-code-pro/files/source-code-pro-latin-wght-normal.woff2',
    to: 'mono.woff2',
    text: MONO,
    weights: 450,
  },
]

mkdirSync('.generated/fonts', { recursive: true })
for (const { from, to, text, weights } of FONTS) {
  const font = await subset(readFileSync(require.resolve(from)), text, {
    targetFormat: 'woff2',
    variationAxes: { wght: weights },
  })
  writeFileSync(`.generated/fonts/${to}`, font)
  console.log(`${to} ${font.length} bytes`)
}
