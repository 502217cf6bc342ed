import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'

export const metadata: Metadata = {
  title: 'Figures',
  description: 'Every limit, price, time-out and runtime on the site, with source and date.',
}
export const dynamic = 'force-static'

export default function FiguresPage() {
  const { figures } = getLibrary()
  return (
    <div className="reading">
      <PageHead
        title="Figures"
        summary={`Every limit, price, time-out and runtime on the site comes from this list. It was last verified on ${figures.verified}.`}
      />
      <div className="prose">
        <div className="table">
          <table>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col">Value</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(figures.figures).map(([id, { text, source, verified }]) => (
                <tr key={id} id={`figure-${id}`}>
                  <th scope="row">
                    <code>{id}</code>
                  </th>
                  <td data-label="Value">{text}</td>
                  <td data-label="Source">
                    <a href={figures.sources[source]?.url} rel="noopener">
                      {figures.sources[source]?.title}
                    </a>
                    {verified ? `, ${verified}` : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  )
}
