/** What a request costs before anything is checked or saved: JSON in, the same JSON out. */
export async function POST(request) {
  return Response.json(await request.json())
}
