import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitepress'

const topics = JSON.parse(readFileSync(new URL('../pages/topics.json', import.meta.url), 'utf8'))

export default defineConfig({
  title: 'Coldstart',
  srcDir: 'pages',
  cleanUrls: true,
  themeConfig: {
    search: { provider: 'local' },
    sidebar: topics.map(({ slug, title }) => ({ text: title, link: `/topics/${slug}` })),
  },
})
