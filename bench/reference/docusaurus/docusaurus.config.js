/** @type {import('@docusaurus/types').Config} */
export default {
  title: 'Coldstart',
  url: 'http://localhost',
  baseUrl: '/',
  trailingSlash: false,
  markdown: { format: 'md' },
  presets: [
    [
      'classic',
      {
        docs: { path: 'pages', routeBasePath: '/', sidebarPath: './sidebars.js' },
        blog: false,
        pages: false,
      },
    ],
  ],
  themes: [
    [
      '@easyops-cn/docusaurus-search-local',
      { hashed: true, indexBlog: false, docsDir: 'pages', docsRouteBasePath: '/' },
    ],
  ],
  themeConfig: { navbar: { title: 'Coldstart' } },
}
