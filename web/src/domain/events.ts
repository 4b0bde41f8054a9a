/** One server-sent event; `data` is empty where only the position went on. */
export interface ServerEvent {
  name: string
  data: string
  id: string | null
}

/** Takes server-sent events out of a stream, however it is cut: text/event-stream as far as our server writes it. */
export class EventReader {
  private rest = ''

  take(text: string): ServerEvent[] {
    const blocks = (this.rest + text).replaceAll('\r\n', '\n').split('\n\n')
    this.rest = blocks.pop() ?? ''
    return blocks.map(event)
  }
}

function event(block: string): ServerEvent {
  const read: ServerEvent = { name: 'message', data: '', id: null }
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const field = line.slice(0, colon)
    const value = line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') {
      read.name = value
    } else if (field === 'data') {
      read.data += value
    } else if (field === 'id') {
      read.id = value
    }
  }
  return read
}
